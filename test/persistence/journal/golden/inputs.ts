import { Unknown } from '../../../../src/moderation/model/reading.js';
import type { BlocklistDeletionCallback } from '../../../../src/moderation/model/callback.js';
import type { Decision, ShadowMatch } from '../../../../src/moderation/model/decision.js';
import { aBrokenItem, aCallback, aResponse } from '../../../support/moderation/builders.js';
import { aDecision, aDeletion } from '../../../support/persistence/records.js';

/** The time of receipt of all of them. */
export const RECEIVED_AT = Date.UTC(2026, 10, 22, 12);
export const ENGINE_VERSION = 'golden';

const HOSTILE = 'a\0b\\c\ud83d 漢 "quoted" \u202e\n';

function idOf(number: number): string {
  return `019aab00-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

function callbackOf(number: number, with_: Parameters<typeof aCallback>[0] = {}) {
  const fingerprint = String(number).padStart(64, '0');
  return aCallback({ id: idOf(number), receivedAt: RECEIVED_AT + number, fingerprint, ...with_ });
}

/** One decision for each thing that a record can hold. */
export const decisions: readonly Decision[] = [
  aDecision({ callback: callbackOf(1) }),
  aDecision({
    callback: callbackOf(2, {
      items: [
        aResponse({ remark: 'free coins', tagName: 'x' }),
        aBrokenItem({ sent: [1, 'two'] }),
        aResponse({ action: 'Response_Action_Reject' }),
      ],
      requesterAccount: 'admin',
      eventTime: 1_763_812_800_123,
      requestId: 'request-2',
      query: { OptPlatform: 'iOS' },
    }),
    verdicts: [
      { code: 38010, rule: 'accept-burst', matched: ['accept-burst', 'other'], degraded: null },
      { code: 0, rule: null, matched: [], degraded: 'malformed' },
      { code: 0, rule: null, matched: ['seen'], degraded: 'unknown' },
    ],
    readings: [[21, null, Unknown.because('capacity')], [], [0, 'text', ['a', 'b']]],
    judged: 3,
    durations: { gathering: 1_234, judging: 567 },
  }),
  aDecision({
    callback: callbackOf(3, {
      fromAccount: HOSTILE,
      requesterAccount: `${HOSTILE}!`,
      requesterAssumed: true,
      clientAddress: HOSTILE,
      platform: HOSTILE,
      requestId: HOSTILE,
      query: { [HOSTILE]: HOSTILE },
      items: [
        aResponse({
          toAccount: HOSTILE,
          remark: HOSTILE,
          tagName: HOSTILE,
          extra: { [HOSTILE]: [HOSTILE, 1, null] },
        }),
      ],
      extra: { [HOSTILE]: { deep: true } },
    }),
    ruleSet: { number: null, hash: '' },
    controlRevision: 0,
    verdicts: [{ code: 38011, rule: HOSTILE, matched: [HOSTILE], degraded: null }],
    effects: [
      { type: 'flag', item: 0, rule: HOSTILE, account: HOSTILE },
      {
        type: 'label',
        item: 0,
        rule: HOSTILE,
        account: HOSTILE,
        label: HOSTILE,
        expiresAt: RECEIVED_AT + 3_600_000,
      },
    ],
    readings: [[HOSTILE]],
    judged: 1,
  }),
  aDecision({
    callback: callbackOf(4),
    effects: [
      { type: 'label', item: 0, rule: 'marker', account: 'asker', label: 'newcomer', expiresAt: null },
    ],
    readings: [[true]],
    judged: 1,
  }),
  aDecision({ callback: callbackOf(5), duplicateOf: idOf(4), verdicts: [] }),
  aDecision({
    callback: callbackOf(6, {
      problems: [{ at: '/From_Account', message: 'is missing', hint: 'send it' }],
      fromAccount: '',
      platform: null,
      clientAddress: null,
    }),
    verdicts: [{ code: 0, rule: null, matched: [], degraded: 'malformed' }],
  }),
  aDecision({
    callback: callbackOf(7, {
      fromAccount: 'x'.repeat(2_000),
      items: [aResponse({ toAccount: '漢'.repeat(800) })],
    }),
    verdicts: [{ code: 0, rule: 'friend-of-old', matched: ['friend-of-old'], degraded: null }],
    readings: [[Unknown.because('rebuilding'), Unknown.because('late')]],
    judged: 1,
  }),
];

export const shadowMatches: readonly ShadowMatch[] = [
  { item: 0, rule: 'crowd', outcome: 'deny', code: 38020 },
  { item: 0, rule: HOSTILE, outcome: 'flag', code: null },
];

function deletionOf(number: number, with_: Partial<BlocklistDeletionCallback>): BlocklistDeletionCallback {
  const fingerprint = String(number).padStart(64, '0');
  return aDeletion({ id: idOf(number), receivedAt: RECEIVED_AT + number, fingerprint, ...with_ });
}

/** Each with the id of the first, where it is a copy. */
export const deletions: readonly (readonly [BlocklistDeletionCallback, string | null])[] = [
  [
    deletionOf(11, {
      pairs: [
        { fromAccount: 'blocker', toAccount: 'blocked' },
        { fromAccount: HOSTILE, toAccount: '漢'.repeat(800) },
      ],
      problems: [{ at: '/PairList/1', message: 'is no pair' }],
      requestId: 'request-11',
    }),
    null,
  ],
  [deletionOf(12, {}), idOf(11)],
];
