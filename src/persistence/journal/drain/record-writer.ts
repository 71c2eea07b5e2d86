import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import { Backoff } from '../../../runtime/backoff.js';
import { rejectedRecordOf } from './rejected-record.js';
import type { RecordSink, RejectedRecord } from './record-sink.js';
import type { RejectsFile } from './rejects-file.js';

/** At most a second: a stop waits three seconds for the last records. */
const RETRY = { firstMs: 200, maxMs: 1_000 };
/** One line in the log for so many attempts. */
const QUIET_ATTEMPTS = 60;

/** Writes batches, for as long as it takes. A batch that is refused is halved until the bad record is alone. */
export class RecordWriter {
  private readonly backoff = new Backoff(RETRY);
  private attempts = 0;
  private rejectedSoFar = 0;

  constructor(
    private readonly sink: RecordSink,
    private readonly lastResort: RejectsFile,
    private readonly log: Log,
  ) {}

  /** Records that were refused, since the start. */
  get rejected(): number {
    return this.rejectedSoFar;
  }

  /**
   * Whether everything is stored or rejected; not, when the signal came before.
   * @param records as the journal has them
   */
  async store(records: readonly Buffer[], signal: AbortSignal): Promise<boolean> {
    const [only] = records;
    if (only === undefined) return true;
    const written = await this.attempt(() => this.sink.write(records), signal);
    if (written.outcome !== 'refused') return written.outcome === 'done';
    if (records.length === 1) return this.reject(rejectedRecordOf(only, written.error), signal);
    const middle = records.length >> 1;
    return (
      (await this.store(records.slice(0, middle), signal)) &&
      (await this.store(records.slice(middle), signal))
    );
  }

  private async reject(reject: RejectedRecord, signal: AbortSignal): Promise<boolean> {
    const rejected = await this.attempt(() => this.sink.reject(reject), signal);
    if (rejected.outcome === 'stopped') return false;
    this.rejectedSoFar += 1;
    this.log.error({ kind: reject.kind, reason: reject.error }, 'the database refuses a record');
    if (rejected.outcome === 'refused') await this.keepBeside(reject);
    return true;
  }

  private async keepBeside(reject: RejectedRecord): Promise<void> {
    try {
      await this.lastResort.append(reject);
      this.log.error({ file: this.lastResort.path }, 'journal_reject refuses it, too: it is kept in a file');
    } catch (error) {
      this.log.error({ reason: describeError(error) }, 'a refused record could not be kept anywhere');
    }
  }

  /** Tries until it is done, or refused for good, or the signal comes. */
  private async attempt(work: () => Promise<void>, signal: AbortSignal): Promise<Attempted> {
    while (!signal.aborted) {
      try {
        await work();
        this.backoff.reset();
        this.attempts = 0;
        return { outcome: 'done' };
      } catch (error) {
        if (this.sink.isPermanentError(error)) return { outcome: 'refused', error };
        if (this.attempts % QUIET_ATTEMPTS === 0) {
          this.log.warn({ reason: describeError(error) }, 'the journal waits for the database');
        }
        this.attempts += 1;
        await this.backoff.pause(signal);
      }
    }
    return { outcome: 'stopped' };
  }
}

type Attempted =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly error: unknown }
  | { readonly outcome: 'stopped' };
