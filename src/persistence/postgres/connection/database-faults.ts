import type { Clock } from '../../../runtime/clock.js';
import { explainDatabaseError } from './explain-error.js';
import { sqlStateOf } from './sql-state.js';

/** Work that goes on failing is repeated every second or two; a fault that has not been seen for so long is over. */
const FRESH_MS = 5_000;
/** A check that takes longer than this, in milliseconds, tells of a database that hangs; its statements time out much later. */
const SLOW_CHECK_MS = 3_000;

/** SQLSTATE codes, or their first two characters, of errors for which not the rows but the database is to blame. */
const faultStates: ReadonlySet<string> = new Set([
  '25006', // read-only
  '3F000', // no such schema
  '42501', // no permission
  '42703', // no such column
  '42883', // no such function
  '42P01', // no such table
  '53', // disk full, out of memory
  '55', // a lock that is not to be had
  '57014', // statement timeout
  '58', // input and output
  'XX', // corrupt data or index
]);

/** The faults of a database that answers but cannot do its work. */
export class DatabaseFaults {
  private seen: { readonly text: string; readonly at: number } | null = null;
  private schemaProblem: string | null = null;

  constructor(private readonly clock: Clock) {}

  /** In plain words; `null` when nothing is wrong. */
  get current(): string | null {
    if (this.schemaProblem !== null) return this.schemaProblem;
    return this.seen === null || this.monotonicMs() - this.seen.at > FRESH_MS ? null : this.seen.text;
  }

  /** Notes an error if the database is to blame. */
  note(error: unknown): void {
    const state = sqlStateOf(error);
    if (state === null || !(faultStates.has(state) || faultStates.has(state.slice(0, 2)))) return;
    this.seen = { text: explainDatabaseError(error), at: this.monotonicMs() };
  }

  /** Takes the result of the periodic check. */
  noteSchema(problem: string | null): void {
    this.schemaProblem = problem;
  }

  /** Watches a periodic check, and notes a fault when the database does not answer it soon. */
  async watch<T>(check: Promise<T>): Promise<T> {
    const slow = setTimeout(() => {
      this.noteSchema('the database has not answered for some seconds');
    }, SLOW_CHECK_MS);
    try {
      return await check;
    } finally {
      clearTimeout(slow);
    }
  }

  private monotonicMs(): number {
    return this.clock.micros() / 1_000;
  }
}
