/** How much of a key is kept. */
export interface Retention {
  /** Milliseconds. */
  readonly keepMs: number;
  /** The newest so many. */
  readonly keepCount: number;
}

/** What a script is to do, one operation after the other: built here, run by `RUNNING` in scripts.ts. */
export class ScriptProgram {
  readonly ops: number[] = [];
  readonly ids: string[] = [];
  readonly kept: (readonly [number, number])[] = [];
  private readonly keyNumbers = new Map<string, number>();
  private readonly idNumbers = new Map<string, number>();
  private readonly keptNumbers = new Map<Retention, number>();

  /** @param fixed the keys that the script itself uses */
  constructor(readonly keys: string[]) {}

  /** From here on events are of this moment. */
  at(time: number): void {
    this.ops.push(9, time);
  }

  note(key: string, kept: Retention, id: string): void {
    this.ops.push(1, this.key(key), this.keptNumber(kept), this.id(id));
  }

  /** One answer: how many there are within so many milliseconds. */
  count(key: string, withinMs: number): void {
    this.ops.push(2, this.key(key), withinMs);
  }

  /** `time` is the start of the day that the entry stands for. */
  noteReputation(key: string, kept: Retention, id: string, time: number): void {
    this.ops.push(3, this.key(key), this.keptNumber(kept), this.id(id), time);
  }

  /** One answer: entries and their times, by turns. */
  reputation(key: string): void {
    this.ops.push(4, this.key(key));
  }

  noteUnblock(key: string, keepMs: number): void {
    this.ops.push(5, this.key(key), keepMs);
  }

  /** One answer: the latest time, or null. */
  unblock(key: string): void {
    this.ops.push(6, this.key(key));
  }

  noteLabel(
    key: string,
    label: string,
    change: { readonly expiresAt: number | null; readonly cleared: boolean },
    keepMs: number,
  ): void {
    this.ops.push(7, this.key(key), this.id(label), change.expiresAt ?? 0, change.cleared ? 1 : 0, keepMs);
  }

  /** One answer: labels and what is known of them, by turns. */
  labels(key: string): void {
    this.ops.push(8, this.key(key));
  }

  // Lua counts from 1.
  private key(name: string): number {
    let number = this.keyNumbers.get(name);
    if (number === undefined) {
      number = this.keys.push(name);
      this.keyNumbers.set(name, number);
    }
    return number;
  }

  private id(text: string): number {
    let number = this.idNumbers.get(text);
    if (number === undefined) {
      number = this.ids.push(text);
      this.idNumbers.set(text, number);
    }
    return number;
  }

  private keptNumber(kept: Retention): number {
    let number = this.keptNumbers.get(kept);
    if (number === undefined) {
      number = this.kept.push([kept.keepMs, kept.keepCount]);
      this.keptNumbers.set(kept, number);
    }
    return number;
  }
}
