import { checkRuleSetSourceTask } from '../../dist/src/moderation/engine/check-rule-set-source.js';
import { readingRowOf } from '../../dist/src/moderation/engine/reading-row.js';
import { runSync } from '../../dist/src/runtime/cooperative-task.js';
import { inOrderOfDeciding, keyOf } from './conditions.mjs';
import { callbacksOf, sourceOf } from './generate.mjs';
import { stateReading } from './packets.mjs';

/**
 * Compiles a source. Throws when it is not sound. Tightened checks do not refuse it, as they do not refuse rules that are stored:
 * generated rules name terms that their list has not got.
 */
export function ruleSetOf(source) {
  const checked = runSync(checkRuleSetSourceTask(source));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems.slice(0, 3), null, 1));
  return checked.ruleSet;
}

/**
 * The task of all contenders: the rules in the order in which they decide, a short name for each reading they need (`r0` is the first of
 * friendgate's row), and which of these may be `null`.
 */
export function taskOf(count, { seed, growth } = {}) {
  const source = sourceOf(count, seed, growth);
  const ruleSet = ruleSetOf(source);
  const rules = [...source.documents.values()]
    .filter((document) => 'conditions' in document)
    .sort(inOrderOfDeciding)
    .map(({ name, priority, conditions, event }) => ({
      name,
      priority,
      conditions,
      event,
      code: codeOf(event),
    }));
  const { table } = ruleSet;
  const fields = new Map(table.map(({ ref }, slot) => [keyOf(ref), `r${slot}`]));
  const nullable = new Set(
    table.flatMap(({ fact }, slot) => (fact.nullWhen === undefined ? [] : [`r${slot}`])),
  );
  return { ruleSet, rules, fields, nullable };
}

/** 0 for a rule that lets pass, the result code of one that denies, `null` for one that is not terminal. */
function codeOf({ type, params }) {
  if (type === 'flag') return null;
  return type === 'deny' ? params.resultCode : 0;
}

/**
 * Items in callbacks of a size, each with everything that was gathered for it: `row` as friendgate wants it, `readings()` by short name.
 * No reading is unknown here; `null` occurs wherever the platform may leave something out.
 */
export function itemsOf(task, size, count) {
  return callbacksOf(size, count).map((callback) =>
    callback.items.map((response, item) => {
      const state = task.ruleSet.table.filter(({ fact }) => fact.source.kind !== 'packet');
      const gathered = state.map((slot) => gatheredFor(task, { callback, item }, slot));
      const view = { callback, response, lists: task.ruleSet.lists };
      const row = readingRowOf(task.ruleSet, view, gathered);
      return { callback, item, view, gathered, row, readings: () => namedReadings(row) };
    }),
  );
}

/** Counters stop just above the largest number that any rule compares them with. */
function gatheredFor({ ruleSet }, of, slot) {
  const reading = stateReading(of, slot.ref);
  return slot.question?.kind !== 'rate' || reading === null
    ? reading
    : Math.min(reading, ruleSet.rates[slot.question.rate].saturateAt);
}

/** An object as the JSON parser makes it. */
function namedReadings(row) {
  return JSON.parse(JSON.stringify(Object.fromEntries(row.map((value, slot) => [`r${slot}`, value]))));
}
