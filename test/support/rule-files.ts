import type { Json } from '../../src/moderation/model/json.js';
import { ownCodes } from '../../src/moderation/model/result-code.js';
import type { RuleSetSource } from '../../src/moderation/rules/rule-set-source.js';

export type RuleFile = Readonly<Record<string, Json>> & { readonly name: string };

/** A sound rule file: denies what `banned` answers. */
export function aRuleFile(with_: Readonly<Record<string, Json>> = {}): RuleFile {
  return {
    name: 'a-rule',
    description: 'A rule of a test',
    priority: 1,
    conditions: { all: [{ fact: 'fromAccount', operator: 'equal', value: 'banned' }] },
    event: { type: 'deny', params: { resultCode: 38010 } },
    mode: 'live',
    rollout: 100,
    examples: [
      { it: 'lets others pass', expect: 'pass', given: [{ fact: 'fromAccount', value: 'somebody' }] },
    ],
    ...with_,
  };
}

const aCode = (code: number): Json => ({
  code,
  meaning: `Code ${code} of a test`,
  text: { en: `en ${code}`, zh: `zh ${code}`, ko: `ko ${code}` },
});

/** A sound source with these rules, the service's own codes, 38010 and 38011, and no lists. */
export function aSource(...rules: readonly RuleFile[]): RuleSetSource {
  const documents = new Map<string, Json>([
    ['settings.json', { language: 'en', salt: 'salt' }],
    ['result-codes.json', { codes: [...Object.values(ownCodes), 38010, 38011].map(aCode) }],
  ]);
  for (const rule of rules) documents.set(`${rule.name}.json`, rule);
  return { documents, lists: new Map() };
}
