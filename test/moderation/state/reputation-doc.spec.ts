import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { checkRuleSetSource } from '../../../src/moderation/engine/check-rule-set-source.js';
import {
  pointsOf,
  reputationComponents,
  defaultWeights,
  dayOf,
} from '../../../src/moderation/state/reputation.js';
import { readRuleFolder } from '../../../src/persistence/rule-folder/read-rule-folder.js';
import { sourceOfFiles } from '../../../src/policy/rule-files/source-of-files.js';
import type { StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from '../../support/state/an-event.js';
import { naiveReputation } from '../../support/state/naive-state.js';

const DAY = 86_400_000;
const monday = Date.UTC(2026, 10, 16, 12);
const days = (count: number) => Array.from({ length: count }, (_, day) => day);

function crowd(size: number, kind: 'agree' | 'reject', at: number): StateEvent[] {
  const name = (i: number) => `${kind} ${at} ${i}`;
  return Array.from({ length: size }, (_, i) =>
    anEvent({ kind, source: name(i), fromAccount: name(i), toAccount: 'ann', at }),
  );
}

function denial(at: number): StateEvent {
  return anEvent({ kind: 'deny', source: `denied ${at}`, fromAccount: 'ann', detail: 'rule', at });
}

const page = (await readFile(new URL('../../../docs/reputation.md', import.meta.url), 'utf8')).replaceAll(
  /\s+/g,
  ' ',
);

describe('docs/reputation.md', () => {
  it('has the weights of the starting rules, which are those of rules that have none', async () => {
    const read = sourceOfFiles(readRuleFolder('rules').files);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const checked = checkRuleSetSource(read.source);
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    const { start, components } = checked.ruleSet.reputation;
    const signed = (points: number) => (points > 0 ? `+${points}` : `−${-points}`);
    expect(start).toBe(defaultWeights.start);
    for (const [name, { words, weight, keeps }] of Object.entries(reputationComponents)) {
      expect(components).toMatchObject({ [name]: { weight, keeps } });
      expect(page).toContain(`| \`${name}\` | ${words} | ${signed(weight)} | ${signed(weight * keeps)} |`);
    }
  });

  it('has the scores of its example', () => {
    const tuesday = monday + DAY;
    const first = [...crowd(3, 'agree', monday), ...crowd(5, 'reject', monday)];
    const all = [...first, ...days(30).map((i) => denial(tuesday + i * 1_000))];
    const score = (at: number, events = all) => naiveReputation(events, 'ann', at);
    expect(page).toContain(`| Monday | +3 −5 | ${score(monday, first)} |`);
    expect(page).toContain(`| Tuesday | Monday's at 91 %, −7 | ${score(tuesday)} |`);
    expect(page).toContain(`| a week after Tuesday | half of Tuesday's | ${score(tuesday + 7 * DAY)} |`);
    expect(page).toContain(
      `| three weeks after Tuesday | an eighth of Tuesday's | ${score(tuesday + 21 * DAY)} |`,
    );
    expect(page).toContain(`| four weeks after Tuesday | nothing | ${score(tuesday + 28 * DAY)} |`);
  });

  it('has the scores of a crowd of throw-away accounts', () => {
    const score = (events: readonly StateEvent[], at: number) => naiveReputation(events, 'ann', at);
    const thousand = crowd(1_000, 'reject', monday);
    const month = days(30).flatMap((day) => crowd(1_000, 'reject', monday - day * DAY));
    expect(page).toContain(
      `| 10 accounts reject one account | ${score(crowd(10, 'reject', monday), monday)} |`,
    );
    expect(page).toContain(`| 1,000 accounts reject one account | ${score(thousand, monday)} |`);
    expect(page).toContain(`| a week later | ${score(thousand, monday + 7 * DAY)} |`);
    expect(page).toContain(`| 1,000 new accounts every day for a month | ${score(month, monday)} |`);
    expect(page).toContain(`agree bring ${score(crowd(1_000, 'agree', monday), monday)}, never more`);
  });

  it('gives the part of a crowd that a state would give', () => {
    const entries = days(1_000).map(() => dayOf(monday));
    const points = (later: number) => pointsOf(entries, 'rejected', dayOf(monday) + later, defaultWeights);
    expect(page).toContain(
      `its part \`rejected\` is ${points(0)} that day and ${points(7)} a week later`.replaceAll('-', '−'),
    );
  });

  it('has the worst scores of a rule that feeds itself, on whatever day of the week', () => {
    const worst = (size: number, later: number) =>
      Math.min(
        ...days(7).map((shift) => {
          const end = monday + shift * DAY;
          const events = days(30).flatMap((day) => [
            denial(end - day * DAY),
            ...crowd(size, 'reject', end - day * DAY),
          ]);
          return naiveReputation(events, 'ann', end + later * DAY);
        }),
      );
    expect(page).toContain(`| one rule denies every day for a month | ${worst(0, 0)} |`);
    expect(page).toContain(`| the same, and 1,000 new accounts reject every day | ${worst(20, 0)} |`);
    expect(page).toContain(`| the same, a week after both ended | ${worst(20, 7)} |`);
  });
});
