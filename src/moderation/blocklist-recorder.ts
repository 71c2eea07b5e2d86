import type { Clock } from '../runtime/clock.js';
import { Deadline } from '../runtime/deadline.js';
import type { ReplyWriter } from './reply-writer.js';
import type { BlocklistDeletionCallback } from './model/callback.js';
import type { DecisionLog } from './decision-log.js';
import { defaultWeights } from './state/reputation.js';
import type { Gathering, State } from './state/state.js';

export interface RecordingResult {
  /** `copy`: seen within the last 60 s. `failed`: not durable, the body says FAIL. */
  readonly outcome: 'recorded' | 'copy' | 'malformed' | 'failed';
  readonly body: string;
}

export interface BlocklistPorts {
  readonly state: State;
  readonly decisionLog: DecisionLog;
  readonly replyWriter: ReplyWriter;
  readonly clock: Clock;
}

const NOT_DURABLE = {
  at: '',
  message: 'the deletion could not be written to the disk',
  hint: 'send it again',
};

/** Records which accounts were taken off which blocklists. */
export class BlocklistRecorder {
  constructor(
    private readonly ports: BlocklistPorts,
    private readonly limits: { readonly deadlineMs: number },
  ) {}

  /**
   * Answers once every good pair is durable, or with FAIL at the deadline. A deletion that becomes durable later counts all the
   * same: when the platform sends it again, it is a copy. Never rejects.
   * @param startedAt `Clock.micros()` at the request's first byte
   */
  record(callback: BlocklistDeletionCallback, startedAt: number): Promise<RecordingResult> {
    const deadline = new Deadline(this.ports.clock, startedAt + this.limits.deadlineMs * 1_000);
    return deadline.within(this.recordDurably(callback), this.failed());
  }

  private async recordDurably(callback: BlocklistDeletionCallback): Promise<RecordingResult> {
    const { state, decisionLog, replyWriter } = this.ports;
    const { appId, id: source, fingerprint } = callback;
    const gathered = await state.gather(gatheringOf(callback));
    const firstAnswer = gathered.kind === 'copy' ? await gathered.answer : null;
    if (gathered.kind === 'copy' && firstAnswer === null) return this.recordDurably(callback);

    try {
      await decisionLog.recordDeletion(callback, gathered.kind === 'copy' ? gathered.of : null);
    } catch {
      if (gathered.kind === 'first') state.settle({ appId, source, fingerprint, answer: null, events: [] });
      return this.failed();
    }
    if (gathered.kind === 'copy') return { outcome: 'copy', body: firstAnswer ?? '' };
    const body = replyWriter.blocklistDeletion(callback.problems);
    state.settle({ appId, source, fingerprint, answer: body, events: [] });
    return { outcome: callback.problems.length > 0 ? 'malformed' : 'recorded', body };
  }

  private failed(): RecordingResult {
    return { outcome: 'failed', body: this.ports.replyWriter.blocklistDeletion([NOT_DURABLE]) };
  }
}

/** The pairs as events, for the state. They ask for no reading. */
function gatheringOf(callback: BlocklistDeletionCallback): Gathering {
  const { appId, id: source, fingerprint, receivedAt: at, clientAddress } = callback;
  return {
    appId,
    source,
    fingerprint,
    at,
    rates: [],
    reputation: defaultWeights,
    events: callback.pairs.map(({ fromAccount, toAccount }, item) => ({
      appId,
      at,
      source,
      item,
      kind: 'unblock',
      fromAccount,
      requesterAccount: fromAccount,
      toAccount,
      clientAddress,
      detail: null,
      expiresAt: null,
    })),
    questions: [],
  };
}
