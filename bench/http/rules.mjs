/**
 * Writes the rules folder of the HTTP benchmark: 200 rules, of which 20 are in shadow, on top of the starting ones.
 *
 *   node bench/http/rules.mjs /path/to/folder
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  ACCOUNT_LISTS,
  accountList,
  ADDRESS_LISTS,
  addressList,
  families,
  phraseOf,
  TERM_LISTS,
  termList,
} from './rule-families.mjs';

const starting = fileURLToPath(new URL('../../rules', import.meta.url));

/** Accounts that a starting rule bans, by number. */
export const BANNED_ACCOUNTS = 1_000;
export const bannedAccount = (number) => `banned_${String(number).padStart(8, '0')}`;

const ENTRIES = 500;
const LONG_LIST = 'long-phrases';
/** 18 of the starting rules are in shadow. */
const inShadow = new Set(['reputation-0', 'reputation-1']);

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const csv = (values) => [
  'value,reason,author,expires',
  ...values.map((value) => `${value},bench,bench,`),
  '',
];

function ruleOf({ name, make, priority, code }, index) {
  const { all, given, flags = false } = make(index);
  const type = flags ? 'flag' : 'deny';
  return {
    name: `${name}-${index}`,
    description: `Rule ${index} of the family ${name}`,
    priority: priority - index,
    conditions: { all },
    event: flags ? { type, params: { account: 'from' } } : { type, params: { resultCode: code + index } },
    mode: inShadow.has(`${name}-${index}`) ? 'shadow' : 'live',
    rollout: 100,
    examples: [{ it: 'matches what it is made for', expect: type, given }],
  };
}

/** The generated rules, besides the starting ones. */
export const rules = families.flatMap((family) =>
  Array.from({ length: family.many }, (_, index) => ruleOf(family, index)),
);

function registered({ name, event }) {
  const text = 'This cannot be done at the moment. Please try again later.';
  return { code: event.params.resultCode, meaning: `Rule ${name}`, text: { en: text, zh: text, ko: text } };
}

async function writeCodes(folder) {
  const file = join(folder, 'result-codes.json');
  const { codes, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  const more = rules.filter(({ event }) => event.type === 'deny').map(registered);
  await writeFile(file, json({ ...rest, codes: [...codes, ...more] }));
}

const numbered = (many, valueOf) => Array.from({ length: many }, (_, index) => valueOf(index));

async function writeList(folder, kind, name, values) {
  await writeFile(join(folder, 'lists', kind, `${name}.csv`), csv(values).join('\n'));
}

async function writeLists(folder) {
  for (const list of numbered(TERM_LISTS, Number)) {
    const phrases = numbered(ENTRIES, (entry) => phraseOf(list, entry));
    await writeList(folder, 'terms', termList(list), phrases);
  }
  for (const list of numbered(ACCOUNT_LISTS, Number)) {
    const accounts = numbered(ENTRIES, (entry) => `${accountList(list)}-${entry}`);
    await writeList(folder, 'accounts', accountList(list), accounts);
  }
  for (const list of numbered(ADDRESS_LISTS, Number)) {
    const networks = [`198.51.${list}.0/24`, ...numbered(200, (entry) => `203.${list}.${entry}.0/24`)];
    await writeList(folder, 'addresses', addressList(list), networks);
  }
  const banned = ['friendgate-demo-banned', ...numbered(BANNED_ACCOUNTS, bannedAccount)];
  await writeList(folder, 'accounts', 'banned-accounts', banned);
}

/** A change that staff make often: a phrase more, and another limit of a rule. Verdicts on the packets stay what they are. */
export async function publishChange(folder, version) {
  const phrases = [...numbered(ENTRIES, (entry) => phraseOf(0, entry)), phraseOf(0, `new${version}`)];
  await writeList(folder, 'terms', termList(0), phrases);
  const changed = rules.find(({ name }) => name === 'circumstance-0');
  const [action, size] = changed.conditions.all;
  const all = [action, { ...size, value: size.value + 1 + (version % 50) }];
  await writeFile(join(folder, `${changed.name}.json`), json({ ...changed, conditions: { all } }));
}

/** A list of very many terms with a rule that reads it in the place of another one; each version has one term more. */
export async function writeLongList(folder, terms, version) {
  const phrases = numbered(
    terms + version,
    (entry) => `enormous ${entry.toString(36)} windfall ${entry * 7}`,
  );
  await writeList(folder, 'terms', LONG_LIST, phrases);
  if (version > 0) return;
  const reader = rules.find(({ name }) => name === 'phrase-in-remark-24');
  const fact = { fact: 'remarkTerms', params: { list: LONG_LIST }, path: '$.length' };
  const examples = [
    { it: 'stops a phrase', expect: 'deny', given: [{ fact: 'remark', value: phrases[99] }] },
  ];
  const conditions = { all: [{ ...fact, operator: 'greaterThan', value: 0 }] };
  await writeFile(join(folder, `${reader.name}.json`), json({ ...reader, conditions, examples }));
}

/** Writes all of it into a folder that may be there already. */
export async function writeRules(folder) {
  await mkdir(folder, { recursive: true });
  await cp(starting, folder, { recursive: true });
  for (const rule of rules) await writeFile(join(folder, `${rule.name}.json`), json(rule));
  await writeCodes(folder);
  await writeLists(folder);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeRules(process.argv[2]);
