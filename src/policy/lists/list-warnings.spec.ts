import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { compileList } from '../../moderation/lists/compile-list.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import { runSync } from '../../runtime/cooperative-task.js';
import { ListWarningLog, warningsOfLists } from './list-warnings.js';

function someLists(...terms: string[]): Pick<RuleSet, 'source' | 'lists'> {
  const entries = terms.map((value) => ({ value, reason: null, author: null, expiresAt: null }));
  const list: ListSource = { name: 'bad', kind: 'terms', entries };
  return {
    source: { documents: new Map(), lists: new Map([['bad', list]]) },
    lists: new Map([['bad', compileList(list)]]),
  };
}

describe('warnings about the lists of a rule set', () => {
  it('name what innocent remarks hold, by list', () => {
    const [warning] = runSync(warningsOfLists(someLists('加油', 'viagra'))).get('bad') ?? [];
    expect(warning).toMatch(/^"加油" in exact form hits 0\.\d+ % of innocent remarks, such as "/);
    expect(runSync(warningsOfLists(someLists('viagra'))).size).toBe(0);
  });

  it('are logged once for each state of a list', () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const warnings = new ListWarningLog(log);
    const lists = someLists('加油');
    runSync(warnings.logging(lists));
    runSync(warnings.logging(lists));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ list: 'bad', terms: 1 });
  });
});
