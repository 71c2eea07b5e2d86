import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkRuleSetSource, type ExampleRun } from '../../src/moderation/engine/check-rule-set-source.js';
import type { Rule } from '../../src/moderation/rules/rule.js';
import type { RuleSet } from '../../src/moderation/engine/rule-set.js';
import { sourceOfFiles } from '../../src/policy/rule-files/source-of-files.js';

const folder = join(import.meta.dirname, '..', '..', 'rules');

async function filesOf(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [relative(root, path), await readFile(path, 'utf8')] as const;
  return new Map(await Promise.all(paths.map(read)));
}

describe('the starting rule set', () => {
  let ruleSet: RuleSet;
  let trials: readonly ExampleRun[];
  let rules: readonly Rule[];

  beforeAll(async () => {
    const read = sourceOfFiles(await filesOf(folder));
    if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
    const checked = checkRuleSetSource(read.source);
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems, null, 2));
    ({ ruleSet, exampleRuns: trials } = checked);
    rules = trials.map(({ rule }) => rule);
  });

  it('denies nobody by guesses: only bursts of agreements, banned accounts and banned terms are live', () => {
    expect(rules.filter(({ mode }) => mode === 'live').map(({ name }) => name)).toEqual([
      'accept-burst',
      'banned-asker',
      'banned-remark-terms',
      'banned-requester',
      'banned-responder',
      'banned-tag-terms',
    ]);
    expect(rules.filter(({ mode }) => mode === 'off')).toEqual([]);
  });

  it('shows of every rule when it matches, and when it does not', () => {
    for (const { rule, results } of trials) {
      const outcomes = new Set(results.map(({ got }) => got === rule.event.type));
      expect({ rule: rule.name, matches: outcomes.has(true), passes: outcomes.has(false) }).toEqual({
        rule: rule.name,
        matches: true,
        passes: true,
      });
    }
  });

  it('gives every rule that denies a code of its own, whose meaning names the rule', () => {
    const codes = rules.flatMap(({ name, event }) =>
      event.type === 'deny' ? [{ name, code: event.params.resultCode }] : [],
    );
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { name, code } of codes) expect(ruleSet.codes.get(code)?.meaning).toContain(`(${name})`);
  });

  it('gives every rule a priority of its own', () => {
    const priorities = rules.map(({ priority }) => priority);
    expect(new Set(priorities).size).toBe(priorities.length);
  });

  it('shows of every rule that denies that it leaves rejections alone, so that no request stays pending for ever', () => {
    for (const { rule, results } of trials.filter(({ rule: { event } }) => event.type === 'deny')) {
      const rejections = rule.examples.filter(({ given }) =>
        given.some(({ fact, value }) => fact === 'responseAction' && value === 'Response_Action_Reject'),
      );
      const passing = results.filter(({ got }) => got === 'allow').map((result) => result.it);
      expect({ rule: rule.name, rejections: rejections.length }).not.toEqual({
        rule: rule.name,
        rejections: 0,
      });
      expect(passing).toEqual(expect.arrayContaining(rejections.map((example) => example.it)));
    }
  });

  it.each([
    'Mom',
    '엄마',
    '妈妈',
    'Casino night crew',
    'Sugar (the dog)',
    '空调上门服务',
    '手机跑分',
    '바카라 크리스탈',
    'Essex',
    'Scunthorpe FC',
  ])('has nothing against the remark %j', (remark) => {
    expect(ruleSet.lists.get('banned-terms')?.termsIn(remark, 0)).toEqual([]);
  });
});

describe('the guide to writing rules', () => {
  it('shows a rule that is sound, with examples that come out as it says', async () => {
    const guide = await readFile(join(folder, '..', 'docs', 'rules', 'writing-rules.md'), 'utf8');
    const [, shown = ''] = /```json\n(.*?)```/su.exec(guide) ?? [];
    const files = new Map([...(await filesOf(folder)), ['remark-link.json', shown]]);
    const read = sourceOfFiles(files);
    const checked = 'problems' in read ? read : checkRuleSetSource(read.source);
    expect('problems' in checked ? checked.problems : []).toEqual([]);
  });
});
