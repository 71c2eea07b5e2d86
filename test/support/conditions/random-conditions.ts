import * as fc from 'fast-check';
import { decoratorCatalogue, operatorCatalogue } from '../../../src/moderation/conditions/operators.js';
import type { Json } from '../../../src/moderation/model/json.js';

/** Conditions as a rule file holds them. */
export type Written = Readonly<Record<string, unknown>>;

/** The facts and their values: facts without parameters, and one, `asked`, whose value depends on them. */
export interface World {
  readonly values: Readonly<Record<string, Json>>;
  readonly asked: Readonly<Record<'a' | 'b', Json>>;
}

export const plainFacts = ['f0', 'f1', 'f2', 'f3', 'f4'] as const;
export const sharedNames = ['s0', 's1', 's2'] as const;

const words = ['', 'a', 'b', 'ab', 'abc', '1', '2.5', ' 3 ', 'NaN', '한국', '\u{1f600}'];
const scalar = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -2, max: 3 }) },
  fc.constantFrom(0.5, 1e21, -0, 10_000),
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.boolean(),
  fc.constant(null),
);
const texts = fc.array(fc.constantFrom(...words), { maxLength: 3 });
const list = fc.oneof(texts, fc.array(scalar, { maxLength: 3 }), fc.array(texts, { maxLength: 2 }));
const names = ['a', 'b', 'a b', 'a.b', 'a-b', '0', 'length'];
const record: fc.Arbitrary<Json> = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(
    scalar,
    list,
    fc.dictionary(fc.constantFrom(...names), fc.oneof(scalar, list), { noNullPrototype: true }),
  ),
  { noNullPrototype: true, maxKeys: 4 },
);

/** Values of all types JSON has. */
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: record },
);

export const world: fc.Arbitrary<World> = fc.record(
  {
    values: fc.record({ f0: value, f1: value, f2: value, f3: value, f4: record }, { noNullPrototype: true }),
    asked: fc.record({ a: value, b: value }, { noNullPrototype: true }),
  },
  { noNullPrototype: true },
);

const step = fc.oneof(
  fc.constantFrom('a', 'b', 'a-b', 'length').map((name) => `.${name}`),
  fc.nat({ max: 3 }).map((index) => `[${index}]`),
  fc.constantFrom('a', 'a b', 'a.b').map((name) => `['${name}']`),
);
const path = fc.array(step, { minLength: 0, maxLength: 3 }).map((steps) => `$${steps.join('')}`);

const reference = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...plainFacts).map((fact): Written => ({ fact })) },
      fc.constantFrom('a', 'b').map((of): Written => ({ fact: 'asked', params: { of } })),
    ),
    fc.option(path, { freq: 3 }),
  )
  .map(([fact, at]): Written => (at === null ? fact : { ...fact, path: at }));

const pattern = fc.constantFrom('a', '^a', 'b$', '(?i)AB', '[0-9]+', '');
const operator = fc
  .tuple(
    fc.array(fc.constantFrom(...decoratorCatalogue.keys()), { maxLength: 2 }),
    fc.constantFrom(...operatorCatalogue.keys()),
  )
  .map(([decorators, name]) => [...decorators, name].join(':'));

const comparison = fc
  .tuple(reference, operator, fc.oneof({ weight: 4, arbitrary: value }, reference), pattern)
  .map(([left, name, right, source]): Written => ({
    ...left,
    operator: name,
    value: name.endsWith('matches') && !name.includes(':') ? source : right,
  }));

const extras = fc.record(
  { priority: fc.integer({ min: 1, max: 4 }), name: fc.constantFrom('n', 'm') },
  { requiredKeys: [], noNullPrototype: true },
);

/** Conditions that may refer to the shared ones of these names; of random comparisons, sound or not, unless told which. */
export function conditions(shared: readonly string[], comparisons = comparison): fc.Arbitrary<Written> {
  const [name, ...more] = shared;
  const leaf =
    name === undefined
      ? comparisons
      : fc.oneof(
          { weight: 5, arbitrary: comparisons },
          fc.constantFrom(name, ...more).map((condition): Written => ({ condition })),
        );
  const { node } = fc.letrec<{ node: Written; root: Written }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: fc.tuple(leaf, extras).map(([one, also]) => ({ ...one, ...also })) },
      { weight: 1, arbitrary: tie('root') },
    ),
    root: branches(tie('node')),
  }));
  return branches(node);
}

function branches(node: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  const several = fc.array(node, { minLength: 1, maxLength: 3 });
  const branch = fc.oneof(
    several.map((all): Written => ({ all })),
    several.map((any): Written => ({ any })),
    node.map((not): Written => ({ not })),
  );
  return fc.tuple(branch, extras).map(([one, more]) => ({ ...one, ...more }));
}

/** Shared conditions, each of which may refer to those before it. */
export const shared: fc.Arbitrary<ReadonlyMap<string, Written>> = fc
  .tuple(conditions([]), conditions(['s0']), conditions(['s0', 's1']))
  .map((all) => new Map(all.map((each, index) => [`s${index}`, each])));
