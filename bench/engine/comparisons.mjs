import { actions, labels, parts, platforms, scripts, tags, users, words } from './packets.mjs';

export const listsOf = { accounts: 6, addresses: 4, terms: 6 };

const roles = ['from', 'to', 'requester'];
const spans = ['1m', '5m', '10m', '1h', '6h', '24h', '7d'];
const keptBy = [
  ['fromAccount'],
  ['requesterAccount'],
  ['toAccount'],
  ['clientAddress'],
  ['fromAccount', 'toAccount'],
];
const counting = [
  [5, { of: 'response' }],
  [5, { of: 'agree' }],
  [2, { of: 'reject' }],
  [2, { of: 'deny' }],
  [1, { of: 'flag' }],
];
const apart = { fromAccount: 'toAccount', requesterAccount: 'toAccount', clientAddress: 'fromAccount' };

/** The parameters of a counter. There are a few dozen different ones. */
export function aCounter(random) {
  const { of } = random.weighed(counting);
  const by = random.pick(keptBy);
  const within = random.pick(spans);
  const distinct = by.length === 1 && random.chance(0.2) ? apart[by[0]] : undefined;
  return { of, by, within, ...(distinct === undefined ? {} : { distinct }) };
}

/** Thresholds as staff write them: two digits that count. */
function aThreshold(random, least, most) {
  const drawn = Math.exp(Math.log(least) + random.next() * Math.log(most / least));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(drawn)) - 1);
  return Math.round(drawn / unit) * unit;
}

const more = ['greaterThan', 'greaterThanInclusive'];
const less = ['lessThan', 'lessThanInclusive'];

function compared(random, fact, lessOften, least, most) {
  const operator = random.pick(random.chance(lessOften) ? less : more);
  return { ...fact, operator, value: aThreshold(random, least, most) };
}

function rate(random, counters) {
  return compared(random, { fact: 'rate', params: random.pick(counters) }, 0.15, 2, 100);
}

function inList(random) {
  const of = random.pick(['fromAccount', 'requesterAccount', 'toAccount', 'clientAddress']);
  const kind = of === 'clientAddress' ? 'addresses' : 'accounts';
  const list = `${kind}-${random.whole(1, listsOf[kind])}`;
  return { fact: 'inList', params: { list, of }, operator: 'equal', value: random.chance(0.8) };
}

function terms(random) {
  const list = `terms-${random.whole(1, listsOf.terms)}`;
  const fact = { fact: random.pick(['remarkTerms', 'remarkTerms', 'tagNameTerms']), params: { list } };
  const word = () => words[Math.floor(random.next() ** 2 * words.length)];
  return random.weighed([
    [6, { ...fact, path: '$.length', operator: 'greaterThan', value: random.whole(0, 1) }],
    [1, { ...fact, path: '$.length', operator: 'lessThan', value: random.whole(1, 3) }],
    [3, { ...fact, operator: random.chance(0.8) ? 'contains' : 'doesNotContain', value: word() }],
    [1, { ...fact, path: '$[0]', operator: 'equal', value: word() }],
  ]);
}

function size(random) {
  return random.weighed([
    [3, compared(random, { fact: 'remarkLength' }, 0.4, 5, 90)],
    [1, compared(random, { fact: 'tagNameLength' }, 0.4, 2, 12)],
    [2, { fact: 'remarkLinkCount', operator: 'greaterThan', value: random.whole(0, 1) }],
    [2, { fact: 'remarkContactCount', operator: 'greaterThan', value: random.whole(0, 1) }],
    [1, compared(random, { fact: 'batchSize' }, 0.4, 2, 120)],
    [1, compared(random, { fact: 'itemIndex' }, 0.3, 1, 100)],
    [1, compared(random, { fact: 'eventAgeMs' }, 0.4, 200, 5_000)],
  ]);
}

function oneOf(random) {
  const some = (all, most) => [
    ...new Set(Array.from({ length: random.whole(1, most) }, () => random.pick(all))),
  ];
  const account = () => `user_${random.whole(0, users)}`;
  return random.weighed([
    [4, { fact: 'responseAction', operator: 'in', value: some(actions, 2) }],
    [2, { fact: 'responseAction', operator: 'notEqual', value: random.pick(actions) }],
    [3, { fact: 'platform', operator: random.chance(0.7) ? 'in' : 'notIn', value: some(platforms, 4) }],
    [1, { fact: 'platform', operator: 'equal', value: random.pick([...platforms, null]) }],
    [2, { fact: 'tagName', operator: 'in', value: some(tags, 3) }],
    [1, { fact: 'remark', operator: random.pick(['equal', 'notEqual']), value: null }],
    [2, { fact: 'toAccount', operator: 'in', value: Array.from({ length: 20 }, account) }],
  ]);
}

function withinText(random) {
  return random.weighed([
    [3, { fact: 'remark', operator: 'containsText', value: random.pick(words).slice(0, 4) }],
    [2, { fact: 'remark', operator: 'startsWith', value: random.pick(words).slice(0, 2) }],
    [2, { fact: 'clientAddress', operator: 'startsWith', value: `10.${random.whole(0, 63)}.` }],
    [2, { fact: 'fromAccount', operator: 'startsWith', value: `user_${random.whole(1, 99)}` }],
    [1, { fact: 'toAccount', operator: 'endsWith', value: String(random.whole(0, 99)) }],
  ]);
}

function yesOrNo(random) {
  const fact = random.pick(['requesterDiffers', 'requesterAssumed', 'remarkTooLong']);
  return { fact, operator: 'equal', value: random.chance(0.6) };
}

function standing(random) {
  const params = { of: random.pick(roles) };
  return random.weighed([
    [4, compared(random, { fact: 'reputation', params }, 0.85, 15, 70)],
    [
      2,
      {
        fact: 'reputationPart',
        params: { ...params, part: random.pick(parts) },
        operator: 'lessThan',
        value: random.whole(-15, 5),
      },
    ],
    [2, { fact: 'labels', params, operator: 'contains', value: random.pick(labels) }],
    [1, { fact: 'labels', params, path: '$.length', operator: 'greaterThan', value: random.whole(0, 1) }],
    [2, compared(random, { fact: 'sinceUnblockMs' }, 0.8, 60_000, 86_400_000)],
    [2, { fact: 'remarkScripts', operator: 'contains', value: random.pick(scripts) }],
  ]);
}

/** One comparison, of the kinds and about as often as rules of moderation have them. Counters lead. */
export function aComparison(random, counters) {
  const kind = random.weighed([
    [34, rate],
    [10, inList],
    [10, terms],
    [12, size],
    [14, oneOf],
    [5, withinText],
    [4, yesOrNo],
    [11, standing],
  ]);
  return kind(random, counters);
}
