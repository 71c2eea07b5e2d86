/** The load of the event loop that judging runs on. */
export abstract class EventLoop {
  /** Milliseconds by which the loop was late within the turn that runs now; 0 when it keeps up. */
  abstract lateMs(): number;

  /** Lets other queued work run first. */
  abstract yieldTurn(): Promise<void>;
}
