import { carried, carriers, spaceOf } from './carriers.js';
import { disguises } from './catalogue.js';
import type { Disguise } from './disguise.js';
import { goTogether } from './pairs.js';
import { putOn } from './put-on.js';
import { Random } from './random.js';
import { terms } from './terms.js';
import { scripts, type Term } from './term.js';

/** A remark that hides a term. */
export interface DisguisedRemark {
  readonly text: string;
  readonly term: Term;
  /** Names of what it is disguised by: one, or two. */
  readonly by: readonly string[];
}

/** The longest remark that the platform accepts, in bytes of UTF-8. */
const MOST_BYTES = 96;

/** How many terms are tried for a pair of disguises and a script. More would show the same. */
const TERMS_A_PAIR = 3;

/** Every disguise on every term that it applies to: alone, before, after and among other words. */
export function singlyDisguised(): readonly DisguisedRemark[] {
  return disguises.flatMap((disguise) =>
    terms.flatMap((term) =>
      places(term).flatMap((place, at) => remark(term, [disguise], place, `${disguise.name} ${String(at)}`)),
    ),
  );
}

/** Every pair that goes together, on some terms of each script, each in one place. */
export function doublyDisguised(): readonly DisguisedRemark[] {
  return pairsOf(disguises).flatMap((pair) =>
    scripts.flatMap((script) => {
      const name = pair.map((disguise) => disguise.name).join(' + ');
      const random = new Random(`${name} ${script}`);
      const made = random
        .shuffle(terms.filter((term) => term.script === script))
        .flatMap((term) => remark(term, pair, random.pick(places(term)) ?? alone, name));
      return made.slice(0, TERMS_A_PAIR);
    }),
  );
}

function pairsOf(all: readonly Disguise[]): readonly (readonly [Disguise, Disguise])[] {
  return all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter((other) => goTogether(one, other))
      .map((other) => [one, other] as const),
  );
}

type Place = readonly [before: string, after: string];
const alone: Place = ['', ''];

function places({ language }: Term): readonly Place[] {
  const [first = alone, second = first] = carriers[language] ?? [];
  return [alone, [first[0], ''], ['', second[1]], [second[0], first[1]]];
}

/** The remark; surroundings that do not fit are left out, and nothing is left of a term that does not. */
function remark(
  term: Term,
  by: readonly Disguise[],
  [before, after]: Place,
  seed: string,
): readonly DisguisedRemark[] {
  const disguised = putOn(term, by, new Random(`${term.text} ${seed}`));
  if (disguised === null) return [];
  // Who parts letters by spaces or dots parts the word from its neighbours as well.
  const space = by.some(({ family }) => family === 'separators') ? ' ' : spaceOf(term.language);
  const around = [
    [before, after],
    [before, ''],
    ['', after],
    ['', ''],
  ] as const;
  const text = around
    .map((place) => carried(term.language, place, disguised, space))
    .find((whole) => Buffer.byteLength(whole) <= MOST_BYTES);
  return text === undefined ? [] : [{ text, term, by: by.map(({ name }) => name) }];
}
