import type { Retention } from '../../rate-shapes.js';
import { OPCODES } from './opcodes.js';

/** Builds the program of a script: a flat list of opcodes and operands, which `INTERPRETER` runs. */
export class ScriptProgram {
  readonly ops: number[] = [];
  readonly ids: string[] = [];
  readonly retentions: (readonly [number, number])[] = [];
  private readonly keyNumbers = new Map<string, number>();
  private readonly idNumbers = new Map<string, number>();
  private readonly retentionNumbers = new Map<Retention, number>();

  /** @param keys those that the script itself uses; keys of operations follow */
  constructor(readonly keys: string[]) {}

  /** Sets the time of the events that follow. */
  setTime(time: number): void {
    this.ops.push(OPCODES.setTime, time);
  }

  addEntry(key: string, retention: Retention, id: string): void {
    this.ops.push(OPCODES.addEntry, this.key(key), this.retentionNumber(retention), this.id(id));
  }

  /** Replies with the number of entries within so many milliseconds. */
  countEntries(key: string, withinMs: number): void {
    this.ops.push(OPCODES.countEntries, this.key(key), withinMs);
  }

  /** `time` is the start of the day that the entry stands for. */
  addReputation(key: string, retention: Retention, id: string, time: number): void {
    this.ops.push(OPCODES.addReputation, this.key(key), this.retentionNumber(retention), this.id(id), time);
  }

  /** Replies with members and their times, by turns. */
  readReputation(key: string): void {
    this.ops.push(OPCODES.readReputation, this.key(key));
  }

  setUnblock(key: string, keepMs: number): void {
    this.ops.push(OPCODES.setUnblock, this.key(key), keepMs);
  }

  /** Replies with the latest time, or null. */
  readUnblock(key: string): void {
    this.ops.push(OPCODES.readUnblock, this.key(key));
  }

  setLabel(
    key: string,
    label: string,
    change: { readonly expiresAt: number | null; readonly cleared: boolean },
    keepMs: number,
  ): void {
    const end = change.expiresAt ?? 0;
    this.ops.push(OPCODES.setLabel, this.key(key), this.id(label), end, change.cleared ? 1 : 0, keepMs);
  }

  /** Replies with names and states, by turns. */
  readLabels(key: string): void {
    this.ops.push(OPCODES.readLabels, this.key(key));
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

  private retentionNumber(retention: Retention): number {
    let number = this.retentionNumbers.get(retention);
    if (number === undefined) {
      number = this.retentions.push([retention.keepMs, retention.keepCount]);
      this.retentionNumbers.set(retention, number);
    }
    return number;
  }
}
