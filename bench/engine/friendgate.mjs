import { existsSync } from 'node:fs';
import { judge } from '../../dist/src/moderation/engine/judge.js';
import { readingRowOf } from '../../dist/src/moderation/engine/reading-row.js';

const explanations = new URL('../../dist/src/moderation/engine/explain.js', import.meta.url);

/** A judgement carries effects too; they are part of what is timed. */
function verdictOn({ ruleSet }, { callback, item }, row) {
  return judge(ruleSet, callback, item, row, 'allow').verdict;
}

/** The published rule set judges a row of readings. */
export const friendgate = {
  name: 'friendgate',
  formulation: 'judge() on a row of the reading table',
  prepare: (task) => ({
    inputOf: (item) => item,
    judgeAll: (items) => items.map((item) => verdictOn(task, item, item.row)),
  }),
};

/** The same, and everything that is read off the packet and the lists is read within the time. */
export const friendgateReading = {
  name: 'friendgate, reading the packet',
  formulation: 'rowOf() reads packet and lists, then judge(); no two remarks are alike',
  prepare: (task) => ({
    inputOf: (item) => item,
    judgeAll: (items) =>
      items.map((item) => verdictOn(task, item, readingRowOf(task.ruleSet, item.view, item.gathered))),
  }),
};

/** The same as the first, and it says of every rule in force how it came out, with each comparison's readings. */
export const friendgateExplaining = {
  name: 'friendgate, explaining',
  formulation: 'judge(), then explain() on the same row',
  ...(existsSync(explanations) ? {} : { unavailable: 'this build has no explanations' }),
  async prepare(task) {
    const { explain } = await import(explanations.href);
    return {
      inputOf: (item) => item,
      judgeAll: (items) =>
        items.map((item) => ({
          ...verdictOn(task, item, item.row),
          explained: explain(task.ruleSet, item.row),
        })),
    };
  },
};
