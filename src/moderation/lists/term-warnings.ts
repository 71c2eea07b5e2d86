import type { List } from '../lists.js';
import type { Sliced } from '../slices.js';
import type { Form } from '../text/forms/form.js';

/** A term that is found in remarks which nobody minds. */
export interface TermWarning {
  readonly term: string;
  /** The strictest form in which it is found there. */
  readonly form: Form;
  /** In how many of the remarks that were tried. */
  readonly hits: number;
  readonly tried: number;
  /** One of them. */
  readonly example: string;
}

/** Remarks that are tried without a pause. */
const REMARKS_AT_ONCE = 20;

/** Looks for the terms of a list in remarks that nobody minds: the terms that are found, those found most often first. */
export function* termWarnings(list: List, innocent: readonly string[], now: number): Sliced<TermWarning[]> {
  const warnings = new Map<string, TermWarning>();
  for (const [at, remark] of innocent.entries()) {
    if (at % REMARKS_AT_ONCE === 0) yield;
    for (const { term, form } of list.findsIn(remark, now)) {
      const before = warnings.get(`${form} ${term}`);
      const hits = (before?.hits ?? 0) + 1;
      warnings.set(`${form} ${term}`, {
        term,
        form,
        hits,
        tried: innocent.length,
        example: before?.example ?? remark,
      });
    }
  }
  return [...warnings.values()].sort((a, b) => b.hits - a.hits);
}

/** A warning in words: `"ass" in loose form hits 3 % of innocent remarks, such as "as Sam"`. */
export function warningText({ term, form, hits, tried, example }: TermWarning): string {
  const share = `${((100 * hits) / tried).toPrecision(2)} %`;
  return `"${term}" in ${form} form hits ${share} of innocent remarks, such as ${JSON.stringify(example)}`;
}
