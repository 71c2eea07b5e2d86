import type { List, ListSource } from './list.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { defaultForm } from '../text/terms/default-form.js';
import { forms, type Form } from '../text/terms/form.js';
import { normalizeTerm } from '../text/terms/normalized-text.js';

/** An objection to a term of a list, or to its form. */
export type TermWarning =
  | {
      /** It is found in innocent remarks. */
      readonly kind: 'common';
      readonly term: string;
      /** The strictest form in which it is found there. */
      readonly form: Form;
      /** In how many of the remarks that were tried. */
      readonly hits: number;
      readonly tried: number;
      /** One of them. */
      readonly example: string;
    }
  | {
      /** Things resemble it by chance in the form that is given for it. */
      readonly kind: 'short';
      readonly term: string;
      readonly form: Form;
      readonly suits: Form;
    };

/** How much is done in a slice. */
const REMARKS_AT_ONCE = 20;
const TERMS_AT_ONCE = 200;

/**
 * Looks for the terms of a list in innocent remarks, and for terms that are too short for their form. The terms that are found
 * most often come first.
 * @param list the source, compiled
 */
export function* termWarnings(
  source: ListSource,
  list: List,
  innocent: readonly string[],
): CooperativeTask<TermWarning[]> {
  const common = yield* commonTerms(list, innocent);
  return [...common, ...(yield* shortTerms(source))];
}

/** A warning in words: `"ass" in loose form hits 3 % of innocent remarks, such as "as Sam"`. */
export function warningText(warning: TermWarning): string {
  const { term, form } = warning;
  if (warning.kind === 'short')
    return `"${term}" is short for ${form} form: ${warning.suits} form suits it better`;
  const share = `${((100 * warning.hits) / warning.tried).toPrecision(2)} %`;
  return `"${term}" in ${form} form hits ${share} of innocent remarks, such as ${JSON.stringify(warning.example)}`;
}

function* commonTerms(list: List, innocent: readonly string[]): CooperativeTask<TermWarning[]> {
  const found = new Map<string, { term: string; form: Form; hits: number; example: string }>();
  for (const [at, remark] of innocent.entries()) {
    if (at % REMARKS_AT_ONCE === 0) yield;
    for (const { term, form } of list.findsIn(remark, FOR_EVER)) {
      const before = found.get(`${form} ${term}`);
      const example = before?.example ?? remark;
      found.set(`${form} ${term}`, { term, form, hits: (before?.hits ?? 0) + 1, example });
    }
  }
  const most = [...found.values()].sort((a, b) => b.hits - a.hits);
  return most.map((each) => ({ kind: 'common', ...each, tried: innocent.length }));
}

/** Entries count whether or not they have expired. */
const FOR_EVER = Number.NEGATIVE_INFINITY;

/** Looks at the new terms alone where the list was read before: a million terms take seconds. */
function* shortTerms({ entries, precompiled }: ListSource): CooperativeTask<TermWarning[]> {
  const short: TermWarning[] = [];
  let at = 0;
  for (const { value, form } of precompiled?.added ?? entries) {
    at += 1;
    if (at % TERMS_AT_ONCE === 0) yield;
    if (form === undefined) continue;
    const suiting = defaultForm(normalizeTerm(value).glyphText);
    if (forms.indexOf(form) > suiting)
      short.push({ kind: 'short', term: value, form, suits: forms[suiting] ?? 'folded' });
  }
  return short;
}
