import canonicalize from 'canonicalize';
import type { Json } from '../model/json.js';
import { pointer } from '../model/problem.js';
import type { Rule } from './rule.js';
import type { SourceProblem } from './rule-set-source.js';

/** Warnings about pairs of rules: a code that both have, and two that do the same. */
export function comparisonFindings(
  rules: readonly Rule[],
  documents: ReadonlyMap<string, Json>,
): readonly SourceProblem[] {
  return [...sharedCodes(rules), ...alikeRules(rules, documents)];
}

/** Names that are shown of many. */
const MAX_NAMES = 5;

function sharedCodes(rules: readonly Rule[]): readonly SourceProblem[] {
  const codeOf = ({ event }: Rule) => (event.type === 'deny' ? String(event.params.resultCode) : null);
  return repeated(rules, codeOf).map(([code, names]) => {
    const message = `${code} is the code of ${others(names)}`;
    const hint = 'give each rule a code of its own, so that a code says which rule stopped an answer';
    return warningOf(names, pointer('event', 'params', 'resultCode'), message, hint);
  });
}

function alikeRules(rules: readonly Rule[], documents: ReadonlyMap<string, Json>): readonly SourceProblem[] {
  const keyOf = ({ name, event, mode }: Rule) => {
    if (mode === 'off') return null;
    const conditions: unknown = Reflect.get(Object(documents.get(`${name}.json`)), 'conditions');
    return canonicalize([conditions, event.type]) ?? null;
  };
  return repeated(rules, keyOf).map(([, names]) => {
    const message = `its conditions and its outcome are those of ${others(names)}`;
    return warningOf(names, '', message, 'keep one of them');
  });
}

/** The keys that more than one rule has, with the names of these rules in their order. */
function repeated(
  rules: readonly Rule[],
  keyOf: (rule: Rule) => string | null,
): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), rule.name]);
  }
  return [...groups].filter(([, names]) => names.length > 1);
}

/** The rules that the last one of some is compared with. */
function others(names: readonly string[]): string {
  const first = names.slice(0, -1);
  if (first.length === 1) return `the rule "${first.join('')}" too (${first.join('')}.json)`;
  const shown = first.slice(0, MAX_NAMES).join(', ');
  return `${first.length} other rules too: ${shown}${first.length > MAX_NAMES ? ', …' : ''}`;
}

function warningOf(names: readonly string[], at: string, message: string, hint: string): SourceProblem {
  return { file: `${names.at(-1) ?? ''}.json`, at, message, hint, weight: 'warning' };
}
