import { byStage, type Disguise, type Substitution } from './disguise.js';
import type { Random } from './random.js';
import { graphemesOf } from './graphemes.js';
import type { Term } from './term.js';

/**
 * A term in disguise; `null` where one of the disguises does not apply to it. With two substitutions each grapheme takes one, so that
 * the remark shows both.
 */
export function putOn(term: Term, disguises: readonly Disguise[], random: Random): string | null {
  const staged = disguises.toSorted(byStage);
  const substitutions = staged.filter((disguise) => disguise.kind === 'substitution');
  let text: string | null = term.text;
  for (const disguise of staged) {
    if (text === null) return null;
    if (disguise.kind !== 'substitution') text = putOnOne(text, disguise, term, random);
    else if (disguise === substitutions[0]) text = substitute(text, substitutions, term, random);
  }
  return text === term.text ? null : text;
}

function putOnOne(
  text: string,
  disguise: Exclude<Disguise, Substitution>,
  term: Term,
  random: Random,
): string | null {
  if (disguise.kind !== 'addition') {
    const written = disguise.write(text, term, random);
    return written === text ? null : written;
  }
  const write = disguise.prepare(term, random);
  if (write === null) return null;
  const signs = graphemesOf(text);
  const written = signs.map((sign, at) => {
    const last = at === signs.length - 1 || isSpace(signs[at + 1]);
    return isSpace(sign) ? sign : write(sign, last);
  });
  return written.join('') === text ? null : written.join('');
}

function substitute(
  text: string,
  substitutions: readonly Substitution[],
  term: Term,
  random: Random,
): string | null {
  const written = [...graphemesOf(text)];
  const places = random.shuffle([...written.keys()].filter((at) => !isSpace(written[at])));
  const hands = substitutions.map(({ replacementOf, minShare, maxShare }) => {
    const most = Math.max(1, Math.floor(maxShare * places.length));
    const least = Math.max(1, Math.floor((minShare * places.length) / substitutions.length));
    const wanted = random.onceIn(2) ? most : least + random.below(most - least + 1);
    return { sign: replacementOf, least, wanted, done: 0 };
  });
  for (const at of places) {
    // Who has done least gets the next sign.
    for (const hand of hands.toSorted((one, other) => one.done - other.done)) {
      const plain = written[at] ?? '';
      const other = hand.done < hand.wanted ? hand.sign(plain, random, term) : null;
      if (other === null || other === plain) continue;
      written[at] = other;
      hand.done += 1;
      break;
    }
  }
  return hands.every(({ done, least }) => done >= least) ? written.join('') : null;
}

function isSpace(sign: string | undefined): boolean {
  return sign !== undefined && /^\s+$/u.test(sign);
}
