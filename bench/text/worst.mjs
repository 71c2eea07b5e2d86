import { cut } from './generate.mjs';

/** Signs that make a text dear to read: symbols, capitals of other scripts, marks, jamo, characters that are many. */
const dear = [...'|1!l$@😀🎰ΗΝΥΒ각닭ㅋﷺ㎏\u0301\u0336\u200b\u202e\u202c.- 信博加v0'];
const TRIES_A_REMARK = 5;

/** The remark that costs most of those that a climbing search comes to, and its cost: the least of some tries. */
export function worstRemark(list, terms, random, seconds) {
  const until = performance.now() + seconds * 1000;
  let worst = { worst: '', worstUs: 0 };
  let parts = [random.pick(terms), random.pick(terms)];
  while (performance.now() < until) {
    const next = changed(parts, terms, random);
    const remark = cut(next.join(''));
    if (costOf(list, remark) <= worst.worstUs) continue;
    // Among thousands of remarks some are dear by chance: once more.
    const us = costOf(list, remark);
    if (us <= worst.worstUs) continue;
    parts = next;
    worst = { worst: remark, worstUs: us };
  }
  return worst;
}

/** One part more, less or other. */
function changed(parts, terms, random) {
  const next = [...parts];
  const part = random.below(3) === 0 ? random.pick(terms) : random.pick(dear);
  next.splice(random.below(next.length + 1), random.below(3), part, ...(random.below(2) === 0 ? [part] : []));
  return next.slice(0, 96);
}

let tries = 0;

/** Each try has another end, since what a text is read as is kept for a while. */
function costOf(list, remark) {
  const times = Array.from({ length: TRIES_A_REMARK }, () => {
    tries += 1;
    const text = `${remark} ${tries}`;
    const start = process.hrtime.bigint();
    list.termsIn(text, 0);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  return Math.min(...times);
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
