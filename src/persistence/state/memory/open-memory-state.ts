import { totalmem } from 'node:os';
import { MemoryState, type MemoryStateOptions } from './memory-state.js';

const MB = 1024 ** 2;

/** COUNTER_MEMORY is more than the system gives. The message says what to set. */
export class CounterMemoryUnavailable extends Error {
  override readonly name = 'CounterMemoryUnavailable';

  constructor(bytes: number, options: ErrorOptions) {
    const [asked, all] = [bytes, totalmem()].map((each) => `${Math.floor(each / MB)}mb`);
    super(
      `COUNTER_MEMORY ${asked} cannot be reserved: this machine has ${all} in all. Set it to less, or leave it out (256mb)`,
      options,
    );
  }
}

/** Reserves the memory of the counters. Throws `CounterMemoryUnavailable`. */
export function openMemoryState(options: MemoryStateOptions): MemoryState {
  try {
    return new MemoryState(options);
  } catch (error) {
    if (!isRangeError(error)) throw error;
    throw new CounterMemoryUnavailable(options.counterMemoryBytes, { cause: error });
  }
}

/** A buffer that the system refuses, or that is longer than any may be. Its class may be another realm's. */
function isRangeError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError';
}
