import { isPossible } from '../conditions/check/constant-outcome.js';
import { factValuesInWords } from '../model/fact-values.js';
import type { Condition, FactRef } from '../conditions/condition.js';
import { evaluatorOf, readingKeyOf, refsOf } from '../conditions/evaluator.js';
import { ProblemCollector } from '../model/problem-collector.js';
import { didYouMean } from '../model/did-you-mean.js';
import { operandInWords, operandOf, operandSchema } from '../conditions/operand.js';
import { ExampleView } from './example-view.js';
import { valueInWords } from '../model/value-in-words.js';
import { explanationOf } from '../conditions/explanation.js';
import type { Fact } from '../model/fact.js';
import type { Lists } from '../lists/list.js';
import { pointer, refusesAlways, type Problem } from '../model/problem.js';
import { Unknown, type Reading } from '../model/reading.js';
import type { Example, Rule } from './rule.js';
import { reasonsIn } from './reasons.js';

/** The result of an example. `got` is the outcome of the rule alone; `unknown` when a comparison failed. */
export interface ExampleResult {
  readonly it: string;
  readonly expected: Example['expect'];
  readonly got: Example['expect'] | 'unknown';
  /** The comparisons that made it so, in words. */
  readonly reasons: readonly string[];
  /** As expected, and with no problem that refuses it. */
  readonly passed: boolean;
  /** Problems of the given readings, with pointers into the rule file. */
  readonly problems: readonly Problem[];
}

/** The facts and lists that examples are run with. */
export interface ExampleContext {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lists: Lists;
}

/**
 * Runs a rule's examples: each judges its rule alone. A packet field that is not given is `null`; a fact of
 * packet and lists is read from them, unless it is given itself. Entries of lists expire by `eventTime`, where it is given.
 */
export function runExamples(
  rule: Rule,
  conditions: Condition,
  world: ExampleContext,
): readonly ExampleResult[] {
  const refs = refsOf(conditions);
  const slots = new Map(refs.map((ref, slot) => [readingKeyOf(ref), slot]));
  const slotOf = (ref: FactRef) => slots.get(readingKeyOf(ref)) ?? -1;
  return rule.examples.map((example, index) => {
    const found = new ProblemCollector();
    const row = exampleRowOf(example, refs, world, { at: pointer('examples', index), found });
    const explanation = explanationOf(conditions, (each) => evaluatorOf(each, slotOf)(row));
    const { truth } = explanation;
    const read = (ref: FactRef) => row[slotOf(ref)] ?? null;
    const got =
      truth === 'unknown' ? truth : truth === 'yes' ? rule.event.type : outcomeWithoutMatch(rule, example);
    const { problems } = found;
    const passed = got === example.expect && !problems.some(refusesAlways);
    return {
      it: example.it,
      expected: example.expect,
      got,
      reasons: reasonsIn(explanation, read),
      passed,
      problems,
    };
  });
}

/** A rule that does not match lets pass. For a rule that allows, "allow" would be ambiguous then. */
function outcomeWithoutMatch({ event }: Rule, { expect }: Example): 'allow' | 'pass' {
  return event.type === 'allow' || expect === 'pass' ? 'pass' : 'allow';
}

interface ReportPlace {
  readonly at: string;
  readonly found: ProblemCollector;
}

function exampleRowOf(
  example: Example,
  refs: readonly FactRef[],
  world: ExampleContext,
  spot: ReportPlace,
): readonly Reading[] {
  const given = new Map(
    example.given.map((each) => [readingKeyOf({ fact: each.fact, params: each.params ?? null }), each]),
  );
  const view = new ExampleView(new Map(example.given.map(({ fact, value }) => [fact, value])), world.lists);
  const row = refs.map((ref) => {
    const read = readFromPacket(view, ref, world);
    const own = given.get(readingKeyOf(ref));
    if (own !== undefined) return own.value;
    if (read === undefined)
      spot.found.report(`${spot.at}/given`, `${refInWords(ref)} is not given, and the rule reads it`);
    return read === undefined ? Unknown.because('failed') : read;
  });
  const keys = new Set(refs.map(readingKeyOf));
  for (const [index, each] of example.given.entries()) {
    checkGiven(
      each,
      { refs, keys, view, facts: world.facts },
      { ...spot, at: spot.at + pointer('given', index) },
    );
  }
  return row;
}

/** Reads a fact off packet and lists; `undefined` for a state fact. */
function readFromPacket(view: ExampleView, ref: FactRef, { facts }: ExampleContext): Reading | undefined {
  const fact = facts.get(ref.fact);
  if (fact?.source.kind !== 'packet') return undefined;
  if (view.lacks(ref.fact)) return null;
  try {
    return fact.source.read(view, fact.params.parse(ref.params ?? {}));
  } catch {
    return Unknown.because('failed');
  }
}

interface ExampleReads {
  readonly refs: readonly FactRef[];
  readonly keys: ReadonlySet<string>;
  readonly view: ExampleView;
  readonly facts: ReadonlyMap<string, Fact>;
}

function checkGiven(given: Example['given'][number], known: ExampleReads, { at, found }: ReportPlace): void {
  const ref = { fact: given.fact, params: given.params ?? null, path: null };
  const fact = known.facts.get(given.fact);
  if (fact === undefined) {
    const hint = didYouMean(given.fact, known.facts.keys());
    found.report(at + pointer('fact'), `no fact is called "${given.fact}"`, hint);
  } else if (!known.keys.has(readingKeyOf(ref)) && !known.view.wasRead(given.fact)) {
    const same = known.refs.filter((each) => each.fact === given.fact);
    const hint = same.length > 0 ? `it reads ${same.map(refInWords).join(' and ')}` : 'leave it out';
    found.report(at, `the rule does not read ${refInWords(ref)}`, hint);
  } else if (!isPossibleValue(fact, given.value)) {
    const wanted = operandInWords(operandOf(fact.type));
    found.report(
      at + pointer('value'),
      `"${fact.name}" is ${wanted}, and this is ${valueInWords(given.value)}`,
    );
  } else if (!canBeRead(fact, given.value)) {
    const message = `"${fact.name}" is never ${JSON.stringify(given.value)}`;
    found.reportTightened(at + pointer('value'), message, valuesHint(fact));
  }
}

/** Whether the fact can have a value; a text is given as it is sent, which may be longer than what is read of it. */
function canBeRead({ values }: Fact, given: unknown): boolean {
  if (values === undefined) return true;
  const unclipped = values.kind === 'text' ? { ...values, maxUnits: Number.POSITIVE_INFINITY } : values;
  return [given].flat().every((each) => isPossible(each, unclipped));
}

function valuesHint({ values }: Fact): string | undefined {
  const inWords = values === undefined ? null : factValuesInWords(values);
  return inWords === null ? undefined : `it is ${inWords}`;
}

function isPossibleValue(fact: Fact, value: unknown): boolean {
  if (value === null) return fact.source.kind === 'packet' || fact.nullWhen !== undefined;
  return operandSchema(operandOf(fact.type)).safeParse(value).success;
}

function refInWords({ fact, params }: FactRef): string {
  return params === null ? `"${fact}"` : `"${fact}" with ${JSON.stringify(params)}`;
}
