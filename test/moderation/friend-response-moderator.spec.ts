import type { Reading } from '../../src/moderation/model/reading.js';
import { WalkingMatcher } from '../support/conditions/walking-matcher.js';
import { describe, expect, it } from '@jest/globals';
import { EnvelopeWriter } from '../../src/callbacks/envelope-writer.js';
import type { FriendResponseCallback } from '../../src/moderation/model/callback.js';
import { EventHistory } from '../../src/moderation/state/event-history.js';
import {
  FriendResponseModerator,
  type ModerationLimits,
} from '../../src/moderation/friend-response-moderator.js';
import type { RuleSet } from '../../src/moderation/engine/rule-set.js';
import { ShadowEvaluator } from '../../src/moderation/shadow-evaluator.js';
import { State, type StateReport } from '../../src/moderation/state/state.js';
import { MemoryState } from '../../src/persistence/state/memory/memory-state.js';
import { ActiveRuleSetRegistry } from '../../src/policy/publishing/active-rule-set-registry.js';
import { codesIn } from '../support/answered.js';
import {
  aCallback,
  aCompiledRule,
  aBrokenItem,
  aResponse,
  aRuleSet,
} from '../support/moderation/builders.js';
import { MemoryDecisionLog, TestClock, TestEventLoop } from '../support/moderation/ports.js';
import { quiet } from '../support/quiet.js';

class NoHistory extends EventHistory {
  // oxlint-disable-next-line require-yield -- nothing has happened
  override async *eventsSince(): AsyncGenerator<never> {
    return;
  }
}

/** A state that never answers. */
class SilentState extends State {
  override prepare(): void {}

  override async gather(): Promise<never> {
    return new Promise(() => undefined);
  }

  override settle(): void {}

  override restoreResponses(): void {}

  override applyLabelChange(): void {}

  override report(): StateReport {
    return { kind: 'memory', evictions: 0, bytes: 0, rebuilding: false, degraded: [] };
  }

  override async stop(): Promise<void> {}
}

function aModerator(ruleSet: RuleSet | null, limits: Partial<ModerationLimits> = {}, silent = false) {
  const clock = new TestClock();
  const eventLoop = new TestEventLoop();
  const log = new MemoryDecisionLog();
  const live = new ActiveRuleSetRegistry();
  const errors: string[] = [];
  const recordingLog = {
    ...quiet.log,
    error: (_fields: object, message: string) => void errors.push(message),
  };
  if (ruleSet !== null) live.activate('1400000000', ruleSet);
  const state = silent
    ? new SilentState()
    : new MemoryState({ history: new NoHistory(), clock, counterMemoryBytes: 2 ** 24 });
  const shadow = new ShadowEvaluator({ decisionLog: log, clock, eventLoop });
  const ports = {
    ruleSets: live,
    state,
    decisionLog: log,
    replyWriter: new EnvelopeWriter(),
    clock,
    eventLoop,
    shadowEvaluator: shadow,
    log: recordingLog,
  };
  const moderator = new FriendResponseModerator(ports, { deadlineMs: 1_000, onFailure: 'allow', ...limits });
  const codesOf = async (callback: FriendResponseCallback) => {
    const { body } = await moderator.moderate(callback, clock.micros());
    return codesIn(body);
  };
  return { moderator, clock, eventLoop, log, shadow, codesOf, errors };
}

const denying = aRuleSet({ rules: [aCompiledRule('yes')] });

describe('the moderator of friend responses', () => {
  it('judges each item, and records the decision with its answer', async () => {
    const { codesOf, log } = aModerator(denying);
    expect(await codesOf(aCallback({ items: [aResponse(), aResponse({ toAccount: 'other' })] }))).toEqual([
      38010, 38010,
    ]);
    expect(log.decisions).toHaveLength(1);
    expect(log.decisions[0]).toMatchObject({ judged: 2, duplicateOf: null, ruleSet: { hash: denying.hash } });
  });

  it('judges the good items beside a broken one, which goes by ON_FAILURE', async () => {
    const items = [aBrokenItem({ toAccount: 'x' }), aResponse()];
    expect(await aModerator(denying).codesOf(aCallback({ items }))).toEqual([0, 38010]);
    expect(await aModerator(denying, { onFailure: 'deny' }).codesOf(aCallback({ items }))).toEqual([
      38003, 38010,
    ]);
  });

  it('judges nothing of a packet that is malformed as a whole', async () => {
    const { codesOf, log } = aModerator(denying, { onFailure: 'deny' });
    const problems = [{ at: '/From_Account', message: 'is missing' }];
    expect(await codesOf(aCallback({ problems, items: [aResponse(), aResponse()] }))).toEqual([38003, 38003]);
    expect(log.decisions[0]).toMatchObject({ judged: 0 });
  });

  it('gives a copy the first one’s answer, and judges it once', async () => {
    const { codesOf, log } = aModerator(denying);
    const first = aCallback({ id: 'first' });
    const copies = await Promise.all([codesOf(first), codesOf({ ...first, id: 'second' })]);
    expect(copies).toEqual([[38010], [38010]]);
    expect(log.decisions.map(({ duplicateOf, judged }) => [duplicateOf, judged])).toEqual(
      expect.arrayContaining([
        [null, 1],
        ['first', 0],
      ]),
    );
  });

  it('stops judging when the time is up; what is not judged goes by ON_FAILURE', async () => {
    const { codesOf, eventLoop, clock, log } = aModerator(denying, { onFailure: 'deny' });
    eventLoop.onBreathe = () => {
      clock.nowMicros += 2_000_000;
    };
    const items = Array.from({ length: 60 }, (_, index) => aResponse({ toAccount: `to-${index}` }));
    const codes = await codesOf(aCallback({ items }));
    expect(new Set(codes.slice(0, 25))).toEqual(new Set([38010]));
    expect(new Set(codes.slice(25))).toEqual(new Set([38000]));
    expect(log.decisions[0]).toMatchObject({ judged: 25 });
    expect(log.decisions[0]?.verdicts.at(-1)?.degraded).toBe('deadline');
  });

  it('judges the first 1,000 items only', async () => {
    const items = Array.from({ length: 1_200 }, (_, index) => aResponse({ toAccount: `to-${index}` }));
    const { codesOf, log } = aModerator(denying);
    const codes = await codesOf(aCallback({ items }));
    expect([codes[999], codes[1_000], codes.length]).toEqual([38010, 0, 1_200]);
    expect(log.decisions[0]?.verdicts[1_000]?.degraded).toBe('oversized');
  });

  it('answers at once by ON_FAILURE when the thread is later than half the deadline', async () => {
    const { codesOf, eventLoop, log } = aModerator(denying, { onFailure: 'deny' });
    eventLoop.lateByMs = 600;
    expect(await codesOf(aCallback())).toEqual([38000]);
    expect(log.decisions[0]).toMatchObject({ judged: 0 });
  });

  it('judges by what is in the packet when the state does not answer', async () => {
    const { codesOf, log } = aModerator(denying, { deadlineMs: 100 }, true);
    expect(await codesOf(aCallback())).toEqual([38010]);
    expect(log.decisions[0]?.verdicts[0]?.degraded).toBeNull();
  });

  it('keeps the verdicts before a failure inside, logs it, and answers the rest by ON_FAILURE', async () => {
    const rules = [aCompiledRule('yes')];
    const matcher = new WalkingMatcher(rules);
    let judged = 0;
    const match = (row: readonly Reading[]) => {
      if (judged === 1) throw new Error('broken inside');
      judged += 1;
      return matcher.match(row);
    };
    const failing = aRuleSet({ rules, live: { match } });
    const { codesOf, log, errors } = aModerator(failing, { onFailure: 'deny' });
    const items = [aResponse(), aResponse({ toAccount: 'other' }), aResponse({ toAccount: 'third' })];
    expect(await codesOf(aCallback({ items }))).toEqual([38010, 38000, 38000]);
    expect(log.decisions[0]?.verdicts.map(({ degraded }) => degraded)).toEqual([null, 'failed', 'failed']);
    expect(errors).toEqual(['judging failed']);
  });

  it('answers by ON_FAILURE while no rule set is loaded', async () => {
    const { codesOf, log } = aModerator(null, { onFailure: 'deny' });
    expect(await codesOf(aCallback())).toEqual([38000]);
    expect(log.decisions[0]?.verdicts[0]?.degraded).toBe('failed');
  });

  it('writes down what shadow rules match, after the answer', async () => {
    const trial = aRuleSet({ rules: [aCompiledRule('yes', { name: 'trial', mode: 'shadow' })] });
    const { codesOf, log, eventLoop, shadow } = aModerator(trial);
    expect(await codesOf(aCallback())).toEqual([0]);
    await eventLoop.yieldTurn();
    await eventLoop.yieldTurn();
    expect(log.matches).toEqual([{ item: 0, rule: 'trial', outcome: 'deny', code: 38010 }]);
    expect(shadow.skippedItems).toBe(0);
  });

  it('leaves shadow rules out when the thread is busy, and counts that', async () => {
    const trial = aRuleSet({ rules: [aCompiledRule('yes', { name: 'trial', mode: 'shadow' })] });
    const { codesOf, log, eventLoop, shadow } = aModerator(trial);
    eventLoop.lateByMs = 100;
    await codesOf(aCallback());
    await eventLoop.yieldTurn();
    expect([log.matches.length, shadow.skippedItems]).toEqual([0, 1]);
  });
});
