import type { Condition } from '../../../src/moderation/conditions/condition.js';
import { defaultWeights } from '../../../src/moderation/state/reputation.js';
import type {
  BrokenItem,
  FriendResponse,
  FriendResponseCallback,
} from '../../../src/moderation/model/callback.js';
import { verdictCodeOf } from '../../../src/moderation/rules/outcome.js';
import type { Truth } from '../../../src/moderation/model/reading.js';
import type { RuleSet } from '../../../src/moderation/engine/rule-set.js';
import { WalkingMatcher } from '../conditions/walking-matcher.js';
import type { CompiledRule } from '../../../src/moderation/rules/compiled-rule.js';

export function aResponse(with_: Partial<FriendResponse> = {}): FriendResponse {
  return {
    kind: 'response',
    toAccount: 'asker',
    remark: null,
    tagName: null,
    action: 'Response_Action_Agree',
    ...with_,
  };
}

export function aBrokenItem(with_: Partial<BrokenItem> = {}): BrokenItem {
  return {
    kind: 'broken',
    toAccount: '',
    problems: [{ at: '', message: 'is no object' }],
    sent: null,
    ...with_,
  };
}

export function aCallback(with_: Partial<FriendResponseCallback> = {}): FriendResponseCallback {
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    appId: '1400000000',
    receivedAt: Date.UTC(2026, 10, 22, 12),
    fingerprint: 'f'.repeat(64),
    platform: 'Web',
    clientAddress: '203.0.113.7',
    requestId: null,
    query: {},
    problems: [],
    fromAccount: 'answerer',
    requesterAccount: 'answerer',
    requesterAssumed: false,
    eventTime: null,
    items: [aResponse()],
    ...with_,
  };
}

/** A condition that comes out the same whatever is read. */
function conditionThatIs(truth: Truth): Condition {
  if (truth !== 'unknown') return { kind: truth === 'yes' ? 'all' : 'any', of: [], at: '' };
  const left = { fact: 'any', params: null, path: null };
  // `in` throws on null, and a comparison that throws is unknown.
  return { kind: 'compare', left, operator: 'in', right: { kind: 'value', value: null }, at: '' };
}

/** A compiled rule whose conditions say the same whatever is read. */
export function aCompiledRule(truth: Truth, with_: Partial<CompiledRule> = {}): CompiledRule {
  const outcome = with_.outcome ?? { type: 'deny', code: 38010 };
  return {
    name: 'a-rule',
    priority: 1,
    version: '0123456789abcdef',
    mode: 'live',
    rollout: 100,
    outcome,
    code: verdictCodeOf(outcome),
    conditions: conditionThatIs(truth),
    ...with_,
  };
}

export function aRuleSet(with_: Partial<RuleSet> = {}): RuleSet {
  const rules = with_.rules ?? [];
  return {
    hash: 'a'.repeat(64),
    number: 1,
    content: null,
    source: { documents: new Map(), lists: new Map() },
    rules,
    live: new WalkingMatcher(rules.filter(({ mode }) => mode === 'live')),
    shadow: new WalkingMatcher(rules.filter(({ mode, rollout }) => mode === 'shadow' || rollout < 100)),
    table: [],
    tableHash: 'b'.repeat(64),
    questions: (with_.table ?? []).flatMap(({ question }) => question ?? []),
    rates: [],
    lists: new Map(),
    reputation: defaultWeights,
    codes: new Map(),
    settings: { language: 'en', salt: 'salt' },
    ...with_,
  };
}
