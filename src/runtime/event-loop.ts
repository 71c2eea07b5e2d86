/** The thread that everything runs on, as far as judging must know of it. */
export abstract class EventLoop {
  /** Milliseconds by which the loop was late within the turn that runs now; 0 when it keeps up. */
  abstract lateMs(): number;

  /** Lets whatever else is waiting run first. */
  abstract yieldTurn(): Promise<void>;
}
