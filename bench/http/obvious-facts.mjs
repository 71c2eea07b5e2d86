import { readdirSync, readFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { basename, join } from 'node:path';

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const milliseconds = (within) => Number(within.slice(0, -1)) * units[within.at(-1)];

const links = /(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]+\.(?:com|net|org|co|me|io|cn|kr)\b\S*/giu;
const contacts =
  /[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()-]{6,}\d|(?:wechat|telegram|whatsapp|line|qq|微信)\s*[:：]\s*\w+/giu;
const scripts = ['Latin', 'Han', 'Hangul', 'Cyrillic', 'Arabic', 'Thai', 'Hiragana', 'Katakana'].map(
  (name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')],
);

/** The lists of a rules folder: accounts as sets, networks as Node's own block list, terms as they are. */
export function readLists(folder) {
  const lists = new Map();
  for (const kind of ['accounts', 'addresses', 'terms']) {
    for (const file of readdirSync(join(folder, 'lists', kind))) {
      const text = readFileSync(join(folder, 'lists', kind, file), 'utf8');
      const [, ...lines] = text.split('\n').filter((line) => line !== '');
      const values = lines.map((line) => line.split(',', 1)[0]);
      lists.set(basename(file, '.csv'), made[kind](values));
    }
  }
  return lists;
}

const made = {
  accounts: (values) => new Set(values),
  terms: (values) => values.map((value) => value.toLowerCase()),
  addresses: (values) => {
    const networks = new BlockList();
    for (const value of values) {
      const [address, prefix] = value.split('/');
      networks.addSubnet(address, Number(prefix));
    }
    return { has: (address) => networks.check(address) };
  },
};

/** Times of events by what they are counted by, in memory. */
export class Counters {
  #times = new Map();
  #shapes = new Map();

  /** `rates`: the parameters of every `rate` that a rule asks for. */
  constructor(rates) {
    for (const { of, by, distinct } of rates)
      this.#shapes.set(`${of}|${by}|${distinct ?? ''}`, { of, by, distinct });
  }

  count(kinds, item, now) {
    for (const [shape, { of, by, distinct }] of this.#shapes) {
      if (!kinds.includes(of)) continue;
      const key = `${shape}|${by.map((name) => item[name]).join('|')}`;
      const times = this.#times.get(key);
      const event = { at: now, of: distinct === undefined ? null : item[distinct] };
      if (times === undefined) this.#times.set(key, [event]);
      else times.push(event);
    }
  }

  read({ of, by, distinct, within }, item, now) {
    const key = `${of}|${by}|${distinct ?? ''}|${by.map((name) => item[name]).join('|')}`;
    const since = now - milliseconds(within);
    const recent = (this.#times.get(key) ?? []).filter(({ at }) => at > since);
    return distinct === undefined ? recent.length : new Set(recent.map((event) => event.of)).size;
  }
}

const termsIn = (text, terms) => {
  if (text === null) return null;
  const lower = text.toLowerCase();
  return terms.filter((term) => lower.includes(term));
};
const countOf = (text, pattern) => (text === null ? null : (text.match(pattern)?.length ?? 0));
const scriptsOf = (text) =>
  text === null ? null : scripts.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

const accounts = { from: 'fromAccount', to: 'toAccount', requester: 'requesterAccount' };

/** Facts that take parameters: functions of these and of the item. */
export function factsWith({ lists, counters, scores }) {
  const textFacts = ['remark', 'tagName'].flatMap((name) => [
    [`${name}Terms`, ({ list }, item) => termsIn(item[name], lists.get(list))],
    [`${name}LinkCount`, (_, item) => countOf(item[name], links)],
    [`${name}ContactCount`, (_, item) => countOf(item[name], contacts)],
    [`${name}Scripts`, (_, item) => scriptsOf(item[name])],
    [`${name}Length`, (_, item) => item[name]?.length ?? null],
    [`${name}TooLong`, (_, item) => (item[name]?.length ?? 0) > 128],
  ]);
  return [
    ...textFacts,
    ['inList', ({ list, of }, item) => lists.get(list).has(item[of])],
    ['rate', (rate, item) => counters.read(rate, item, item.now)],
    ['reputation', ({ of }, item) => scores.get(item[accounts[of]]) ?? 50],
    ['reputationPart', () => 0],
    ['labels', () => []],
    ['sinceUnblockMs', () => null],
  ];
}
