import type {
  BlocklistDeletionCallback,
  Delivery,
  FriendResponseCallback,
} from '../../../moderation/model/callback.js';
import {
  type Decision,
  type DegradedReason,
  type ShadowMatch,
  type Verdict,
} from '../../../moderation/model/decision.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import { escapeText } from '../../escape-text.js';
import type { DecisionHead, DeletionHead, EventEntry, ShadowHead } from './record.js';
import { attemptEventsOf, outcomeEventsOf } from '../../../moderation/state/decision-events.js';

/**
 * A decision as the journal keeps it: line by line, since JSON text has no line breaks of its own, so that the large parts need
 * not be parsed to be written elsewhere.
 */
export function encodeDecision(decision: Decision, engineVersion: string): readonly string[] {
  return [
    JSON.stringify(decisionHeadOf(decision, engineVersion)),
    JSON.stringify(packetOf(decision.callback)),
    `[${verdictTexts(decision.verdicts).join(',')}]`,
    decision.effects.length === 0 ? '[]' : searchableJson(decision.effects),
    JSON.stringify(decision.readings),
  ];
}

/** Encodes a blocklist deletion. */
export function encodeDeletion(
  callback: BlocklistDeletionCallback,
  duplicateOf: string | null,
): readonly string[] {
  const { pairs, problems } = callback;
  const head: DeletionHead = { kind: 'deletion', ...deliveryOf(callback), duplicateOf, pairs, problems };
  return [JSON.stringify(head)];
}

/** Encodes the matches of shadow rules for a decision. */
export function encodeShadow({ callback }: Decision, matches: readonly ShadowMatch[]): readonly string[] {
  const head: ShadowHead = {
    kind: 'shadow',
    id: callback.id,
    appId: callback.appId,
    at: callback.receivedAt,
    matches,
  };
  return [JSON.stringify(head)];
}

function deliveryOf(delivery: Delivery) {
  const { id, appId, receivedAt, fingerprint, platform, clientAddress, requestId } = delivery;
  return { id, appId, at: receivedAt, fingerprint, platform, clientAddress, requestId };
}

function decisionHeadOf(decision: Decision, engineVersion: string): DecisionHead {
  const { callback, duplicateOf, ruleSet, verdicts, durations } = decision;
  return {
    kind: 'decision',
    // Member by member, as below: this is made for every decision.
    id: callback.id,
    appId: callback.appId,
    at: callback.receivedAt,
    fingerprint: callback.fingerprint,
    platform: callback.platform,
    clientAddress: callback.clientAddress,
    requestId: callback.requestId,
    duplicateOf,
    fromAccount: callback.fromAccount,
    requesterAccount: callback.requesterAccount,
    eventTime: callback.eventTime,
    ruleSetNumber: ruleSet.number,
    ruleSetHash: ruleSet.hash,
    readingTable: decision.readingTable,
    controlRevision: decision.controlRevision,
    controlHash: decision.controlHash,
    engineVersion,
    items: callback.items.length,
    judged: decision.judged,
    ended: decision.ended,
    denied: verdicts.reduce((denied, { code }) => (code === 0 ? denied : denied + 1), 0),
    degraded: reasonsIn(verdicts),
    gathering: Math.round(durations.gathering),
    judging: Math.round(durations.judging),
    // A copy was answered, not counted.
    events: duplicateOf === null ? eventEntries(decision) : [],
  };
}

function reasonsIn(verdicts: readonly Verdict[]): DegradedReason[] {
  const reasons: DegradedReason[] = [];
  for (const { degraded } of verdicts) {
    if (degraded !== null && !reasons.includes(degraded)) reasons.push(degraded);
  }
  return reasons;
}

function eventEntries(decision: Decision): EventEntry[] {
  const { callback } = decision;
  return [...attemptEventsOf(callback), ...outcomeEventsOf(decision)].map((event) =>
    entryOf(event, callback.fromAccount),
  );
}

function entryOf(event: StateEvent, fromAccount: string): EventEntry {
  const { item, kind, toAccount, detail, expiresAt } = event;
  if (expiresAt !== null) return [item, kind, toAccount, detail, event.fromAccount, expiresAt];
  if (event.fromAccount !== fromAccount) return [item, kind, toAccount, detail, event.fromAccount];
  return detail === null ? [item, kind, toAccount] : [item, kind, toAccount, detail];
}

/** A packet in the domain's terms, without the members that have columns of their own. */
export type StoredPacket = Pick<
  FriendResponseCallback,
  | 'query'
  | 'problems'
  | 'fromAccount'
  | 'requesterAccount'
  | 'requesterAssumed'
  | 'eventTime'
  | 'items'
  | 'extra'
>;

function packetOf(callback: FriendResponseCallback): StoredPacket {
  const { query, problems, fromAccount, requesterAccount, requesterAssumed, eventTime, items, extra } =
    callback;
  const packet = { query, problems, fromAccount, requesterAccount, requesterAssumed, eventTime, items };
  return extra === undefined ? packet : { ...packet, extra };
}

/** Items that were not judged share one verdict. */
function verdictTexts(verdicts: readonly Verdict[]): readonly string[] {
  let last: Verdict | null = null;
  let text = '';
  return verdicts.map((verdict) => {
    if (verdict !== last) text = verdictText(verdict);
    last = verdict;
    return text;
  });
}

/** A verdict without what says nothing: 1,000 items share one row. */
function verdictText({ code, rule, ruleVersion, matched, degraded }: Verdict): string {
  if (rule === null && matched.length === 0 && degraded === null) return `{"code":${code}}`;
  return searchableJson({
    code,
    ...(rule === null ? {} : { rule }),
    ...(ruleVersion === undefined ? {} : { ruleVersion }),
    ...(matched.length === 0 ? {} : { matched }),
    ...(degraded === null ? {} : { degraded }),
  });
}

/** JSON text that `jsonb` takes whatever the strings hold: they are escaped as columns are. */
function searchableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\')) return text;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? escapeText(part) : part));
}
