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

function sharedCodes(rules: readonly Rule[]): SourceProblem[] {
  const first = new Map<number, string>();
  return rules.flatMap(({ name, event }) => {
    if (event.type !== 'deny') return [];
    const code = event.params.resultCode;
    const other = first.get(code);
    if (other === undefined) {
      first.set(code, name);
      return [];
    }
    const message = `${code} is the code of the rule "${other}" too (${other}.json)`;
    const hint = 'give each rule a code of its own, so that a code says which rule stopped an answer';
    const at = pointer('event', 'params', 'resultCode');
    return [{ file: `${name}.json`, at, message, hint, weight: 'warning' }];
  });
}

function alikeRules(rules: readonly Rule[], documents: ReadonlyMap<string, Json>): SourceProblem[] {
  const first = new Map<string, string>();
  return rules.flatMap(({ name, event, mode }) => {
    if (mode === 'off') return [];
    const conditions: unknown = Reflect.get(Object(documents.get(`${name}.json`)), 'conditions');
    const key = canonicalize([conditions, event.type]) ?? '';
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, name);
      return [];
    }
    const message = `it has the conditions of the rule "${other}" (${other}.json), and the same outcome`;
    return [{ file: `${name}.json`, at: '', message, hint: 'remove one of the two', weight: 'warning' }];
  });
}
