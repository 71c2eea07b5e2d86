import { keyOf } from './conditions.mjs';
import { Random, seedOf } from './random.mjs';

const NOW = Date.UTC(2026, 5, 15, 12);
export const users = 20_000;
export const platforms = ['android', 'ios', 'ipad', 'mac', 'restapi', 'unknown', 'web', 'windows'];
export const actions = ['Response_Action_Agree', 'Response_Action_AgreeAndAdd', 'Response_Action_Reject'];
export const tags = [
  'colleagues',
  'family',
  'school',
  'gym',
  'neighbours',
  'gaming',
  'travel',
  'deals',
  'new',
];
/** By code point, as the state gives them. */
export const labels = ['bot-like', 'complained', 'minor', 'new', 'seller', 'trusted', 'verified', 'watched'];
export const scripts = ['Latin', 'Han', 'Hangul', 'Cyrillic', 'Arabic', 'Thai'];
export const parts = ['agreed', 'rejected', 'unblocked', 'denied', 'deniedAsRequester', 'flagged'];
const foreign = ['你好', '朋友', '안녕', 'привет', 'друг', 'สวัสดี', 'مرحبا'];
const ways = [
  'shop.example.com',
  'https://t.me/deal',
  'a.b@example.com',
  '+86 138 0013 8000',
  'wechat: dealer88',
];

/** Words that remarks are made of, and lists of terms. */
export const words = (() => {
  const random = new Random(seedOf('words'));
  const syllables = [
    'ka',
    'mi',
    'ro',
    'te',
    'lu',
    'sen',
    'dor',
    'vi',
    'pa',
    'no',
    'shi',
    'gra',
    'el',
    'um',
    'fo',
  ];
  const made = new Set();
  while (made.size < 1_500) {
    made.add(Array.from({ length: random.whole(2, 4) }, () => random.pick(syllables)).join(''));
  }
  return [...made];
})();

function aRemark(random) {
  if (random.chance(0.15)) return null;
  const said = Array.from({ length: random.whole(1, 9) }, () =>
    random.chance(0.04) ? random.pick(foreign) : words[Math.floor(random.next() ** 2 * words.length)],
  );
  if (random.chance(0.08)) said.push(random.pick(ways));
  if (random.chance(0.02)) said.push('x'.repeat(128));
  // No two alike: what is remembered of a remark is no help with the next one.
  return `${said.join(' ')} ${random.whole(0, 1e9).toString(36)}`;
}

function anItem(random) {
  return {
    kind: 'response',
    toAccount: `user_${random.whole(0, users)}`,
    remark: aRemark(random),
    tagName: random.chance(0.4) ? null : random.pick(tags),
    action: random.weighed([
      [5, actions[0]],
      [3, actions[1]],
      [2, actions[2]],
    ]),
  };
}

/** A parsed callback of so many items, as the platform's edge hands it to judging. */
export function aCallback(size, random) {
  const fromAccount = `user_${random.whole(0, users)}`;
  const foreigner = random.chance(0.05);
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    appId: '1400000000',
    receivedAt: NOW,
    fingerprint: 'f'.repeat(64),
    platform: random.chance(0.05) ? null : random.pick(platforms),
    clientAddress: random.chance(0.05)
      ? null
      : `10.${random.whole(0, 63)}.${random.whole(0, 255)}.${random.whole(0, 255)}`,
    requestId: null,
    query: {},
    problems: [],
    fromAccount,
    requesterAccount: foreigner ? `user_${random.whole(0, users)}` : fromAccount,
    requesterAssumed: random.chance(0.1),
    eventTime: random.chance(0.1) ? null : NOW - random.whole(0, 5_000),
    items: Array.from({ length: size }, () => anItem(random)),
  };
}

const units = { s: 1 / 60, m: 1, h: 60, d: 1_440 };
const minutesOf = (duration) => Number.parseInt(duration, 10) * units[duration.at(-1)];

/**
 * The reading of the state for an item: the same for the same item and reading. Some items are livelier than others in all that
 * they count, as bots are.
 */
export function stateReading({ callback, item }, ref) {
  const whole = seedOf(callback.fromAccount, callback.items[item].toAccount, item);
  const random = new Random(seedOf(whole, keyOf(ref)));
  switch (ref.fact) {
    case 'rate': {
      if (ref.params.by.includes('clientAddress') && callback.clientAddress === null) return null;
      const lively = new Random(whole).bell();
      const median = 1.5 * minutesOf(ref.params.within) ** 0.35;
      return Math.floor(median * Math.exp(0.9 * lively + 0.7 * random.bell()));
    }
    case 'reputation':
      return Math.min(100, Math.max(0, Math.round(50 + 15 * random.bell())));
    case 'reputationPart':
      return random.whole(-20, 10);
    case 'labels':
      return labels.filter(() => random.chance(0.08));
    case 'sinceUnblockMs':
      return random.chance(0.7) ? null : random.whole(0, 86_400_000);
    default:
      throw new Error(`The state is not asked for "${ref.fact}"`);
  }
}
