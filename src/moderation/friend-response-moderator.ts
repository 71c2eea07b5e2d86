import type { AnswerWriter } from './reply-writer.js';
import type { FriendResponseCallback } from './model/callback.js';
import type { Clock } from '../runtime/clock.js';
import { Deadline } from '../runtime/deadline.js';
import type { DecisionLog } from './decision-log.js';
import { eventsOf, type Decision, type OnFailure } from './model/decision.js';
import type { EventLoop } from '../runtime/event-loop.js';
import { Hearing, type Judged } from './batch-evaluation.js';
import type { Log } from '../runtime/log.js';
import { gatheringOf } from './engine/reading-row.js';
import type { RuleBook } from './active-rule-sets.js';
import type { RuleSet } from './engine/rule-set.js';
import type { Shadow } from './shadow-evaluator.js';
import type { Gathered, State } from './state/state.js';

export interface Answered {
  readonly decision: Decision;
  /** The response body. */
  readonly body: string;
}

export interface GatePorts {
  readonly ruleBook: RuleBook;
  readonly state: State;
  readonly decisionLog: DecisionLog;
  readonly writer: AnswerWriter;
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly shadow: Shadow;
  readonly log: Log;
}

export interface GateLimits {
  readonly deadlineMs: number;
  readonly onFailure: OnFailure;
}

/** The share of the time left that the state may take: what remains is for judging without it. */
const GATHERING_SHARE = 0.5;

/** How often a copy is taken for the first one after the first one came to nothing. */
const GATHERED_AT_MOST = 3;

/** May these friend responses pass? Answers within the deadline, whatever is away. */
export class FriendResponseGate {
  constructor(
    private readonly ports: GatePorts,
    private readonly limits: GateLimits,
  ) {}

  /** `startedAt`: `Clock.micros()` at the request's first byte. Never rejects. */
  async answer(callback: FriendResponseCallback, startedAt: number): Promise<Answered> {
    const { clock, eventLoop, ruleBook } = this.ports;
    const deadline = new Deadline(clock, startedAt + this.limits.deadlineMs * 1_000);
    const overloaded = eventLoop.lateMs() > this.limits.deadlineMs / 2;
    const ruleSet = ruleBook.current(callback.appId);
    const hearing = new Hearing(callback, ruleSet, this.limits.onFailure);

    const gatheringSince = clock.micros();
    const deciding = deadline.beforeWriting();
    const gathered = await this.gather(callback, ruleSet, deciding);
    const judgingSince = clock.micros();
    const copy = gathered !== 'late' && gathered.kind === 'copy' ? gathered : null;
    const answerOfFirst = copy === null ? null : await deciding.within(copy.answer, null);

    if (gathered === 'late' || gathered.kind === 'first') {
      const readings = gathered === 'late' ? 'late' : gathered.readings;
      if (!overloaded) await hearing.judgeUntil(deciding, eventLoop, readings);
    }
    if (hearing.failure !== null) {
      this.ports.log.error({ err: hearing.failure, decision: callback.id }, 'judging failed');
    }
    const judged: Judged = answerOfFirst === null ? hearing.close() : hearing.dismiss();
    const decision = this.decisionOf(callback, ruleSet, judged, {
      duplicateOf: copy?.of ?? null,
      durations: {
        gathering: Math.round(judgingSince - gatheringSince),
        judging: Math.round(clock.micros() - judgingSince),
      },
    });
    const body =
      answerOfFirst ??
      this.ports.writer.friendResponses(callback, decision.verdicts, (code) => textOf(ruleSet, code));
    await deadline.within(this.ports.decisionLog.decided(decision), null);
    if (copy === null) this.settle(decision, body);
    if (ruleSet !== null && copy === null) this.ports.shadow.later(decision, ruleSet);
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
      if (gathered === 'late' || gathered.kind === 'first' || attempt === GATHERED_AT_MOST) return gathered;
      const answer = await deadline.within(gathered.answer, 'late' as const);
      if (answer !== null) return gathered;
    }
  }

  private decisionOf(
    callback: FriendResponseCallback,
    ruleSet: RuleSet | null,
    judged: Judged,
    rest: Pick<Decision, 'duplicateOf' | 'durations'>,
  ): Decision {
    return {
      callback,
      ruleSet: { number: ruleSet?.number ?? null, hash: ruleSet?.hash ?? '' },
      controlRevision: initialControlRevision(this.limits.onFailure),
      verdicts: judged.verdicts,
      effects: judged.effects,
      readings: judged.readings,
      judged: judged.judged,
      duplicateOf: rest.duplicateOf,
      durations: rest.durations,
    };
  }

  private settle(decision: Decision, body: string): void {
    const { appId, id: source, fingerprint } = decision.callback;
    this.ports.state.settle({ appId, source, fingerprint, answer: body, events: eventsOf(decision) });
  }
}

/** ResultInfo: the registry's text in the app's language; empty for what passes. */
export function textOf(ruleSet: RuleSet | null, code: number): string {
  return ruleSet?.codes.get(code)?.text[ruleSet.settings.language] ?? '';
}

/** What judges besides the rule set, while staff have switched nothing: revision 0 allows on failure, revision 1 denies. */
function initialControlRevision(onFailure: OnFailure): number {
  return onFailure === 'allow' ? 0 : 1;
}
