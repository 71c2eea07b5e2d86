/** The tables of `docs/text-matching/appendix.md`. */
import { table } from '../http/tables.mjs';

/** @typedef {import('./peers.mjs').Contender} Contender */

/** Languages with fewer remarks are put together. */
const FEW_REMARKS = 100;

const percent = (found, of) => (of === 0 ? ' ' : `${((100 * found) / of).toFixed(1)} %`);
const count = (number) => number.toLocaleString('en');

/** For every remark, which contenders see through it: worked out once, read by all tables. */
export function seenThrough(remarks, contenders) {
  return remarks.map((remark) => ({
    ...remark,
    seenBy: new Set(contenders.filter(({ finds }) => finds(remark.text, remark.term.text))),
  }));
}

function share(seen, contender) {
  return percent(seen.filter(({ seenBy }) => seenBy.has(contender)).length, seen.length);
}

const namesOf = (contenders) => contenders.map(({ name }) => name);
const of = (seen, disguise) => seen.filter(({ by }) => by.includes(disguise.name));

/** Recall by disguise, side by side. Given a script, of that script only. */
export function byDisguise(single, double, contenders, disguises) {
  const row = (name, alone, paired) => [
    name,
    count(alone.length),
    ...contenders.map((contender) => share(alone, contender)),
    count(paired.length),
    ...contenders.map((contender) => share(paired, contender)),
  ];
  const rows = disguises
    .map((disguise) => ({ name: disguise.name, alone: of(single, disguise), paired: of(double, disguise) }))
    .filter(({ alone, paired }) => alone.length + paired.length > 0)
    .map(({ name, alone, paired }) => row(name, alone, paired));
  const head = ['disguise', 'alone', ...namesOf(contenders), 'in pairs', ...namesOf(contenders)];
  return table(head, [...rows, row('**all**', single, double)]);
}

/** Recall of one contender by disguise and script, alone and in pairs taken together. */
export function byDisguiseAndScript(seen, contender, disguises, scripts) {
  const row = (name, remarks) => [
    name,
    ...scripts.map((script) =>
      share(
        remarks.filter(({ term }) => term.script === script),
        contender,
      ),
    ),
  ];
  const rows = disguises.map((disguise) => row(disguise.name, of(seen, disguise)));
  return table(['disguise', ...scripts], [...rows, row('**all**', seen)]);
}

/** How many innocent remarks of each language each contender has something against. */
export function falsePositives(innocent, contenders) {
  const groups = new Map();
  for (const { text, language } of innocent) groups.set(language, [...(groups.get(language) ?? []), text]);
  const large = [...groups].filter(([, texts]) => texts.length >= FEW_REMARKS);
  const small = [...groups].filter(([, texts]) => texts.length < FEW_REMARKS);
  const row = (name, texts) => [
    name,
    count(texts.length),
    ...contenders.map(({ hits }) => count(texts.filter((text) => hits(text).length > 0).length)),
  ];
  const rows = large
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([language, texts]) => row(language, texts));
  const others = row(
    `${String(small.length)} others`,
    small.flatMap(([, texts]) => texts),
  );
  return table(
    ['language', 'remarks', ...namesOf(contenders)],
    [
      ...rows,
      others,
      row(
        '**all**',
        innocent.map(({ text }) => text),
      ),
    ],
  );
}
