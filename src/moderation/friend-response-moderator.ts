import type { ReplyWriter } from './reply-writer.js';
import type { FriendResponseCallback } from './model/callback.js';
import type { Clock } from '../runtime/clock.js';
import { Deadline } from '../runtime/deadline.js';
import type { DecisionLog } from './decision-log.js';
import { MAX_JUDGED_ITEMS, type Decision, type OnFailure } from './model/decision.js';
import { runSync } from '../runtime/cooperative-task.js';
import { runInTurns } from '../runtime/run-yielding.js';
import { controlHashOf, initialControlState } from './model/control-state.js';
import type { EventLoop } from '../runtime/event-loop.js';
import { BatchEvaluation, type BatchResult } from './batch-evaluation.js';
import type { Log } from '../runtime/log.js';
import { gatheringOf } from './engine/reading-row.js';
import type { ActiveRuleSets } from './active-rule-sets.js';
import type { RuleSet } from './engine/rule-set.js';
import type { ShadowEvaluator } from './shadow-evaluator.js';
import type { Gathered, State } from './state/state.js';
import { outcomeEventsOf } from './state/decision-events.js';

export interface ModerationResult {
  readonly decision: Decision;
  /** The response body. */
  readonly body: string;
}

export interface FriendResponseModeratorPorts {
  readonly ruleSets: ActiveRuleSets;
  readonly state: State;
  readonly decisionLog: DecisionLog;
  readonly replyWriter: ReplyWriter;
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly shadowEvaluator: ShadowEvaluator;
  readonly log: Log;
}

export interface ModerationLimits {
  readonly deadlineMs: number;
  readonly onFailure: OnFailure;
}

/** The state may take this share of the time left; the rest is for judging without its readings. */
const GATHERING_SHARE = 0.5;

/** How often a callback asks the state whether it is a copy: a first one that came to nothing frees the next. */
const MAX_GATHER_ATTEMPTS = 3;

/** Moderates friend responses: answers within the deadline, whatever part of the service is unavailable. */
export class FriendResponseModerator {
  private readonly controlHash: string;

  constructor(
    private readonly ports: FriendResponseModeratorPorts,
    private readonly limits: ModerationLimits,
  ) {
    this.controlHash = controlHashOf(initialControlState(limits.onFailure));
  }

  /** `startedAt`: `Clock.micros()` at the request's first byte. Never rejects. */
  async moderate(callback: FriendResponseCallback, startedAt: number): Promise<ModerationResult> {
    const { clock, eventLoop, ruleSets } = this.ports;
    const deadline = new Deadline(clock, startedAt + this.limits.deadlineMs * 1_000);
    const overloaded = eventLoop.lateMs() > this.limits.deadlineMs / 2;
    const ruleSet = ruleSets.current(callback.appId);
    const evaluation = new BatchEvaluation(callback, ruleSet, this.limits.onFailure);

    const gatheringSince = clock.micros();
    const deciding = deadline.beforeWriting();
    const gathered = await this.gather(callback, ruleSet, deciding);
    const judgingSince = clock.micros();
    const copy = gathered !== 'late' && gathered.kind === 'copy' ? gathered : null;
    const answerOfFirst = copy === null ? null : await deciding.within(copy.answer, null);

    if (gathered === 'late' || gathered.kind === 'first') {
      const readings = gathered === 'late' ? 'late' : gathered.readings;
      if (overloaded) evaluation.skip();
      else await evaluation.judgeUntil(deciding, eventLoop, readings);
    }
    if (evaluation.failure !== null) {
      this.ports.log.error({ err: evaluation.failure, decision: callback.id }, 'judging failed');
    }
    const judged: BatchResult = answerOfFirst === null ? evaluation.finish() : evaluation.finishAsCopy();
    const decision = this.decisionOf(callback, ruleSet, judged, {
      duplicateOf: copy?.of ?? null,
      durations: {
        gathering: Math.round(judgingSince - gatheringSince),
        judging: Math.round(clock.micros() - judgingSince),
      },
    });
    const body = answerOfFirst ?? (await this.write(decision, ruleSet));
    await deadline.within(this.ports.decisionLog.recordDecision(decision), null);
    if (copy === null) this.settle(decision, body);
    if (ruleSet !== null && copy === null) this.ports.shadowEvaluator.enqueue(decision, ruleSet);
    return { decision, body };
  }

  private async gather(
    callback: FriendResponseCallback,
    ruleSet: RuleSet | null,
    deadline: Deadline,
  ): Promise<Gathered | 'late'> {
    const gathering = gatheringOf(callback, ruleSet);
    for (let attempt = 1; ; attempt += 1) {
      const asked = this.ports.state.gather(gathering);
      const gathered =
        asked instanceof Promise ? await deadline.within(asked, 'late' as const, GATHERING_SHARE) : asked;
      if (gathered === 'late' || gathered.kind === 'first' || attempt === MAX_GATHER_ATTEMPTS)
        return gathered;
      const answer = await deadline.within(gathered.answer, 'late' as const);
      if (answer !== null) return gathered;
    }
  }

  private decisionOf(
    callback: FriendResponseCallback,
    ruleSet: RuleSet | null,
    judged: BatchResult,
    rest: Pick<Decision, 'duplicateOf' | 'durations'>,
  ): Decision {
    return {
      callback,
      ruleSet: { number: ruleSet?.number ?? null, hash: ruleSet?.hash ?? '' },
      readingTable: ruleSet?.tableHash ?? '',
      controlRevision: initialControlRevision(this.limits.onFailure),
      controlHash: this.controlHash,
      verdicts: judged.verdicts,
      effects: judged.effects,
      readings: judged.readings,
      judged: judged.judged,
      ended: judged.ended,
      duplicateOf: rest.duplicateOf,
      durations: rest.durations,
    };
  }

  /** The answer of a packet with more items than are judged is written with pauses. */
  private write({ callback, verdicts }: Decision, ruleSet: RuleSet | null): string | Promise<string> {
    const writing = this.ports.replyWriter.friendResponses(callback, verdicts, (code) =>
      resultTextOf(ruleSet, code),
    );
    return callback.items.length <= MAX_JUDGED_ITEMS ? runSync(writing) : runInTurns(writing);
  }

  private settle(decision: Decision, body: string): void {
    const { appId, id: source, fingerprint } = decision.callback;
    this.ports.state.settle({ appId, source, fingerprint, answer: body, events: outcomeEventsOf(decision) });
  }
}

/** ResultInfo: the registry's text in the app's language; empty for what passes. */
export function resultTextOf(ruleSet: RuleSet | null, code: number): string {
  return ruleSet?.codes.get(code)?.text[ruleSet.settings.language] ?? '';
}

/** The control revision while staff have switched nothing: 0 allows on failure, 1 denies. */
function initialControlRevision(onFailure: OnFailure): number {
  return onFailure === 'allow' ? 0 : 1;
}
