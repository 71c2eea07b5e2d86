import type { FriendResponse, FriendResponseCallback } from '../model/callback.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { readingRowOf } from './reading-row.js';
import type { RuleSet } from './rule-set.js';

/** A live rule that denies ordinary answers by what they say alone. */
export interface InnocentDenial {
  readonly rule: string;
  /** How many of the texts it denies. */
  readonly hits: number;
  readonly tried: number;
  /** One of them; `null` when the rule denies an answer without any text. */
  readonly example: string | null;
}

const TEXTS_PER_SLICE = 20;

/** Before the expiry of any list entry, so that entries count whether or not they have expired. */
const RECEIVED_AT = 0;

/**
 * Runs the live rules over agreements that say nothing wrong, each with an innocent text as remark and as tag. Counters,
 * reputations and labels are unknown: a rule is listed when it denies whatever they are.
 */
export function* innocentDenials(
  ruleSet: RuleSet,
  innocent: readonly string[],
): CooperativeTask<readonly InnocentDenial[]> {
  const always = new Set(denyingRules(ruleSet, null));
  const hits = new Map<string, { count: number; readonly example: string | null }>();
  for (const rule of always) hits.set(rule, { count: innocent.length, example: null });
  for (const [at, text] of innocent.entries()) {
    if (at % TEXTS_PER_SLICE === 0) yield;
    for (const rule of denyingRules(ruleSet, text)) {
      if (always.has(rule)) continue;
      const hit = hits.get(rule) ?? { count: 0, example: text };
      hit.count += 1;
      hits.set(rule, hit);
    }
  }
  return [...hits].map(([rule, { count, example }]) => {
    return { rule, hits: count, tried: innocent.length, example };
  });
}

function denyingRules(ruleSet: RuleSet, text: string | null): readonly string[] {
  const response: FriendResponse = {
    kind: 'response',
    toAccount: 'innocent-asker',
    remark: text,
    tagName: text,
    action: 'Response_Action_AgreeAndAdd',
  };
  const view = { callback: anAgreement(response), response, lists: ruleSet.lists };
  const matches = ruleSet.live.match(readingRowOf(ruleSet, view, 'late'));
  const rules: string[] = [];
  for (let at = 0; at < matches.terminalCount; at += 1) {
    if (matches.isCertain(at) && matches.code(at) !== 0) rules.push(matches.name(at));
  }
  return rules;
}

function anAgreement(response: FriendResponse): FriendResponseCallback {
  return {
    id: '',
    appId: '',
    receivedAt: RECEIVED_AT,
    fingerprint: '',
    platform: 'Android',
    // Documentation addresses (RFC 5737) belong to no client.
    clientAddress: '192.0.2.1',
    requestId: null,
    query: {},
    problems: [],
    fromAccount: 'innocent-answerer',
    requesterAccount: 'innocent-answerer',
    requesterAssumed: false,
    eventTime: RECEIVED_AT,
    items: [response],
  };
}
