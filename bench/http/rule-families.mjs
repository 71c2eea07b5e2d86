/**
 * Rules as the staff of a large app would have gathered them over the years, by family: counters, lists, terms, texts,
 * reputations, circumstances. The packets of `packets.mjs` match no denying rule but `termRule` and the starting rules about
 * banned accounts and bursts, so that every verdict is known without an engine.
 */

/** How many lists of each kind the rules read besides the starting ones. */
export const TERM_LISTS = 8;
export const ACCOUNT_LISTS = 8;
export const ADDRESS_LISTS = 4;

export const termList = (index) => `phrases-${index}`;
export const accountList = (index) => `watched-accounts-${index}`;
export const addressList = (index) => `watched-networks-${index}`;

/** The rule that denies a remark holding a phrase of a list, and whatever else stands in the packet. */
export const termRule = (index) => ({ name: `phrase-in-remark-${index}`, code: 38100 + index });

const AGREE = 'Response_Action_AgreeAndAdd';
const agreement = { condition: 'is-agreement' };
const notRejected = { not: { condition: 'is-rejection' } };
const agreed = { fact: 'responseAction', value: AGREE };

const above = (fact, value) => ({ ...fact, operator: 'greaterThan', value });
const below = (fact, value) => ({ ...fact, operator: 'lessThan', value });
const listed = (list, of) => ({ fact: 'inList', params: { list, of }, operator: 'equal', value: true });
const labelled = (of, label) => ({ fact: 'labels', params: { of }, operator: 'contains', value: label });
const reputation = (of) => ({ fact: 'reputation', params: { of } });
const rate = ([kind, by, within]) => ({ fact: 'rate', params: { of: kind, by, within } });
const holdsTerm = (fact, list) => above({ fact, params: { list }, path: '$.length' }, 0);
const given = (fact, value) => ({ ...fact, value });

/** Counters, each with a threshold that the packets stay below. */
const counters = [
  [['agree', ['fromAccount'], '1m'], 400],
  [['agree', ['fromAccount'], '1h'], 600],
  [['agree', ['fromAccount'], '24h'], 900],
  [['reject', ['fromAccount'], '10m'], 500],
  [['reject', ['fromAccount'], '24h'], 900],
  [['response', ['fromAccount'], '1m'], 500],
  [['response', ['requesterAccount'], '1h'], 700],
  [['response', ['fromAccount', 'toAccount'], '1h'], 50],
  [['agree', ['toAccount'], '1h'], 800],
  [['reject', ['toAccount'], '1h'], 800],
  [['deny', ['fromAccount'], '1h'], 500],
  [['deny', ['toAccount'], '24h'], 800],
  [['flag', ['fromAccount'], '24h'], 500],
  [['agree', ['clientAddress'], '1m'], 3_000],
  [['response', ['clientAddress'], '1h'], 5_000],
  [['reject', ['clientAddress'], '10m'], 3_000],
];

function counterRule(index) {
  const [kind, threshold] = counters[index % counters.length];
  const [otherKind, otherThreshold] = counters[(index * 5 + 3) % counters.length];
  const round = Math.floor(index / counters.length);
  const busy = above(rate(kind), threshold - 10 * round);
  const rates = [given(rate(kind), threshold + 1)];
  if (round === 0) return { all: [busy], given: rates };
  if (round === 1) return { all: [agreement, busy], given: [agreed, ...rates] };
  return {
    all: [
      { any: [{ all: [busy, notRejected] }, above(rate(otherKind), otherThreshold)] },
      { any: [below(reputation('from'), 45), labelled('from', 'under-watch')] },
    ],
    given: [
      agreed,
      given(rate(kind), threshold + 1),
      given(rate(otherKind), 0),
      given(reputation('from'), 40),
      given({ fact: 'labels', params: { of: 'from' } }, []),
    ],
  };
}

function listRule(index) {
  const list = accountList(index % ACCOUNT_LISTS);
  const network = addressList(index % ADDRESS_LISTS);
  const account = `${list}-7`;
  switch (index % 4) {
    case 0:
      return { all: [listed(list, 'fromAccount')], given: [{ fact: 'fromAccount', value: account }] };
    case 1:
      return {
        all: [notRejected, { any: [listed(list, 'toAccount'), listed(list, 'requesterAccount')] }],
        given: [agreed, { fact: 'toAccount', value: account }],
      };
    case 2:
      return {
        all: [listed(network, 'clientAddress'), { not: listed('trusted-accounts', 'fromAccount') }],
        given: [
          { fact: 'clientAddress', value: `198.51.${index % ADDRESS_LISTS}.7` },
          { fact: 'fromAccount', value: 'somebody' },
        ],
      };
    default:
      return {
        all: [
          agreement,
          { fact: 'platform', operator: 'in', value: ['web', 'restapi', 'windows'] },
          { any: [listed(list, 'fromAccount'), listed(network, 'clientAddress')] },
        ],
        given: [agreed, { fact: 'platform', value: 'web' }, { fact: 'fromAccount', value: account }],
      };
  }
}

function phraseRule(index) {
  const list = termList(index % TERM_LISTS);
  const phrase = phraseOf(index % TERM_LISTS, 7);
  const round = Math.floor(index / TERM_LISTS);
  const remark = { fact: 'remark', value: phrase };
  const score = given(reputation('from'), 10);
  if (round === 0) return { all: [notRejected, holdsTerm('remarkTerms', list)], given: [agreed, remark] };
  if (round === 1) {
    const tagName = { fact: 'tagName', value: phrase };
    return { all: [notRejected, holdsTerm('tagNameTerms', list)], given: [agreed, tagName] };
  }
  if (round === 2) {
    const low = below(reputation('from'), 20 + index);
    return { all: [holdsTerm('remarkTerms', list), low], given: [remark, score], flags: true };
  }
  return {
    all: [
      { any: [holdsTerm('remarkTerms', list), holdsTerm('tagNameTerms', list)] },
      { not: listed('trusted-accounts', 'fromAccount') },
      labelled('to', 'under-watch'),
    ],
    given: [
      remark,
      { fact: 'fromAccount', value: 'somebody' },
      given({ fact: 'labels', params: { of: 'to' } }, ['under-watch']),
    ],
  };
}

const signs = [
  [above({ fact: 'remarkLinkCount' }, 0), { fact: 'remark', value: 'see example.com/win' }],
  [above({ fact: 'remarkContactCount' }, 0), { fact: 'remark', value: 'call +82 10-1234-5678' }],
  [above({ fact: 'tagNameLinkCount' }, 0), { fact: 'tagName', value: 'see example.com/win' }],
  [above({ fact: 'tagNameContactCount' }, 0), { fact: 'tagName', value: 'call +82 10-1234-5678' }],
  [
    { fact: 'remarkScripts', operator: 'contains', value: 'Cyrillic' },
    { fact: 'remark', value: 'привет' },
  ],
  [above({ fact: 'remarkLength' }, 60), { fact: 'remark', value: 'a'.repeat(61) }],
];

/** Texts are guesswork, so these open a case and stop nothing. */
function textRule(index) {
  const [sign, text] = signs[index % signs.length];
  const round = Math.floor(index / signs.length);
  if (round === 0) return { all: [notRejected, sign], given: [agreed, text], flags: true };
  const low = below(reputation(round % 2 === 0 ? 'from' : 'requester'), 10 + round);
  const score = given(reputation(round % 2 === 0 ? 'from' : 'requester'), 5);
  return { all: [agreement, { any: [{ all: [sign, low] }] }], given: [agreed, text, score], flags: true };
}

function reputationRule(index) {
  const of = ['from', 'to', 'requester'][index % 3];
  const part = ['denied', 'flagged', 'rejected', 'unblocked'][index % 4];
  const label = `wave-${index}`;
  const worth = { fact: 'reputationPart', params: { of, part } };
  return {
    all: [agreement, labelled(of, label), { any: [below(reputation(of), 20 + index), below(worth, -5)] }],
    given: [
      agreed,
      given({ fact: 'labels', params: { of } }, [label]),
      given(reputation(of), 10),
      given(worth, 0),
    ],
  };
}

function circumstanceRule(index) {
  switch (index % 3) {
    case 0:
      return {
        all: [notRejected, above({ fact: 'batchSize' }, 500 + index)],
        given: [agreed, { fact: 'batchSize', value: 900 }],
      };
    case 1:
      return {
        all: [agreement, above({ fact: 'eventAgeMs' }, 86_400_000 + index)],
        given: [agreed, { fact: 'eventAgeMs', value: 90_000_000 }],
      };
    default:
      return {
        all: [
          { fact: 'requesterDiffers', operator: 'equal', value: true },
          { any: [below({ fact: 'sinceUnblockMs' }, 1_000 * index), below(reputation('requester'), 20)] },
        ],
        given: [
          { fact: 'fromAccount', value: 'ann' },
          { fact: 'requesterAccount', value: 'bob' },
          { fact: 'sinceUnblockMs', value: null },
          given(reputation('requester'), 10),
        ],
      };
  }
}

/** A phrase of a list of terms; nothing that an ordinary remark holds. */
export function phraseOf(list, number) {
  return `${['golden', 'secret', 'instant', 'royal'][list % 4]} jackpot offer ${list}x${number}`;
}

/** Families with how many rules they have: 176, which with the 24 starting rules are 200. */
export const families = [
  { name: 'phrase-in-remark', many: 32, make: phraseRule, priority: 700, code: 38100 },
  { name: 'listed', many: 32, make: listRule, priority: 600, code: 38200 },
  { name: 'text', many: 30, make: textRule, priority: 350, code: 38300 },
  { name: 'reputation', many: 20, make: reputationRule, priority: 200, code: 38400 },
  { name: 'circumstance', many: 18, make: circumstanceRule, priority: 150, code: 38500 },
  { name: 'counter', many: 44, make: counterRule, priority: 49, code: 38600 },
];
