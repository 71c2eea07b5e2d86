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

/** Takes note of who was taken off whose blocklist. */
export class BlocklistRecorder {
  constructor(
    private readonly state: State,
    private readonly decisionLog: DecisionLog,
    private readonly writer: ReplyWriter,
  ) {}

  /** Answers once every good pair is durable. Never rejects. */
  async record(callback: BlocklistDeletionCallback): Promise<RecordingResult> {
    const { appId, id: source, fingerprint } = callback;
    const gathered = await this.state.gather(gatheringOf(callback));
    const firstAnswer = gathered.kind === 'copy' ? await gathered.answer : null;
    if (gathered.kind === 'copy' && firstAnswer === null) return this.record(callback);

    try {
      await this.decisionLog.recordDeletion(callback, gathered.kind === 'copy' ? gathered.of : null);
    } catch {
      if (gathered.kind === 'first')
        this.state.settle({ appId, source, fingerprint, answer: null, events: [] });
      return { outcome: 'failed', body: this.writer.blocklistDeletion([NOT_DURABLE]) };
    }
    if (gathered.kind === 'copy') return { outcome: 'copy', body: firstAnswer ?? '' };
    const body = this.writer.blocklistDeletion(callback.problems);
    this.state.settle({ appId, source, fingerprint, answer: body, events: [] });
    return { outcome: callback.problems.length > 0 ? 'malformed' : 'recorded', body };
  }
}

const NOT_DURABLE = {
  at: '',
  message: 'the deletion could not be written to the disk',
  hint: 'send it again',
};

/** The pairs as events, for the state; a pair asks nothing. */
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
