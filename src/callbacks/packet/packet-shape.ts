/** Which members of a packet are read. Everything else in it is passed through as long as it is small. */
export interface PacketShape {
  readonly members: ReadonlySet<string>;
  /** Members that hold a list of objects. */
  readonly lists: ReadonlyMap<string, ElementShape>;
}

export interface ElementShape {
  readonly members: ReadonlySet<string>;
  /** The only member that is read of elements behind the first `MAX_JUDGED_ITEMS`; `null`: all elements are read. */
  readonly echoed: string | null;
}
