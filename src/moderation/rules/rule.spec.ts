import { describe, expect, it } from '@jest/globals';
import { smallCatalogue } from '../../../test/support/conditions/small-facts.js';
import { operatorNames } from '../conditions/condition-schema.js';
import { checkRule, ruleJsonSchema, type RuleContext } from './rule.js';

const context: RuleContext = {
  facts: smallCatalogue,
  lists: new Map(),
  shared: new Map(),
  codes: new Map([[38010, { code: 38010, meaning: 'too fast', text: { en: 'x', zh: 'x', ko: 'x' } }]]),
};

const rate = { fact: 'rate', params: { of: 'agree', within: '10m' } };

function aRule(with_: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    name: 'accept-burst',
    description: 'Accepts more than 20 requests in ten minutes',
    conditions: { all: [{ ...rate, operator: 'greaterThan', value: 20 }] },
    event: { type: 'deny', params: { resultCode: 38010 } },
    mode: 'live',
    examples: [{ it: 'stops the 21st', expect: 'deny', given: [{ ...rate, value: 21 }] }],
    ...with_,
  };
}

/** The problems of a rule, each as one line. */
function linesOf(json: unknown): readonly string[] {
  const read = checkRule(json, context);
  if ('rule' in read) return [];
  return read.problems.map(
    ({ at, message, hint }) => `${at}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('a rule file', () => {
  it('is read with its conditions parsed, and has priority 1 and covers all accounts unless it says otherwise', () => {
    expect(checkRule(aRule({ $schema: './rule.schema.json' }), context)).toMatchObject({
      rule: { name: 'accept-burst', priority: 1, rollout: 100 },
      conditions: { kind: 'all', of: [{ kind: 'compare', operator: 'greaterThan' }] },
    });
  });

  it.each([
    { type: 'allow' },
    { type: 'flag' },
    { type: 'flag', params: { account: 'to' } },
    { type: 'label', params: { label: 'bot', account: 'requester' } },
  ])('may end in %j', (event) => {
    expect(linesOf(aRule({ event, examples: [{ it: 'is quiet', expect: 'pass', given: [] }] }))).toEqual([]);
  });

  it.each([0, 100, 33.33, 0.07, 1.15])('may be rolled out to %d percent', (rollout) => {
    expect(linesOf(aRule({ rollout }))).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a name of other letters',
      { name: 'Accept burst' },
      '/name: small letters, digits and hyphens are wanted, 64 at most',
    ],
    ['no description', { description: undefined }, '/description: "description" is missing'],
    ['a priority with a fraction', { priority: 1.5 }, '/priority: a whole number is wanted, and this is 1.5'],
    ['a priority that is too high', { priority: 1_000_001 }, '/priority: it must be at most 1000000'],
    [
      'a mode that is none',
      { mode: 'on' },
      '/mode: "live", "shadow" or "off" is wanted, and this is "on" (did you mean "off"?)',
    ],
    ['a finer rollout', { rollout: 33.333 }, '/rollout: two decimals at most'],
    ['no examples', { examples: [] }, '/examples: it must not be empty'],
    [
      'a misspelt key',
      { pirority: 5 },
      '/pirority: nothing here is called "pirority" (did you mean "priority"?)',
    ],
    [
      'an event that is none',
      { event: { type: 'denny' } },
      '/event/type: "deny", "allow", "flag" or "label" is wanted, and this is "denny" (did you mean "deny"?)',
    ],
    ['a denial without a code', { event: { type: 'deny' } }, '/event/params: "params" is missing'],
    [
      'a code of the service itself',
      { event: { type: 'deny', params: { resultCode: 38001 } } },
      '/event/params/resultCode: it must be at least 38010',
    ],
    [
      'a code without a meaning',
      { event: { type: 'deny', params: { resultCode: 38011 } } },
      '/event/params/resultCode: the registry has no result code 38011 (it is free: add it to result-codes.json with its meaning and its texts)',
    ],
    [
      'a label of other letters',
      {
        event: { type: 'label', params: { label: 'A b' } },
        examples: [{ it: 'x', expect: 'label', given: [] }],
      },
      '/event/params/label: small letters, digits and hyphens are wanted, 64 at most',
    ],
    [
      'an example of another outcome',
      { examples: [{ it: 'x', expect: 'flag', given: [] }] },
      '/examples/0/expect: a rule of type "deny" never gives "flag" (write "deny" or "pass")',
    ],
    ['no conditions', { conditions: undefined }, '/conditions: "conditions" is missing'],
  ])('is refused for %s', (_, with_, line) => {
    const json: unknown = JSON.parse(JSON.stringify(aRule(with_)));
    expect(linesOf(json)).toEqual([line]);
  });

  it('is told all its problems at once, those of its conditions and of its event too', () => {
    const lines = linesOf(
      aRule({ rollout: -1, conditions: { any: [] }, event: { type: 'deny', params: { resultCode: 38999 } } }),
    );
    expect(lines).toHaveLength(3);
  });

  it.each([null, 7, 'x', []])('is an object, and not %j', (json) => {
    expect(linesOf(json)).toEqual([expect.stringContaining(': an object is wanted')]);
  });

  it('may not hide values so deep that reading them would exhaust the stack', () => {
    const given: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(linesOf(aRule({ examples: given }))).toEqual([': values are nested more than 100 deep']);
  });

  it('has a JSON Schema that offers the names of facts and operators', () => {
    const schema = JSON.stringify(
      ruleJsonSchema({ facts: [...smallCatalogue.keys()], operators: operatorNames, shared: ['agreement'] }),
    );
    expect(schema).toContain(JSON.stringify([...smallCatalogue.keys()]));
    expect(schema).toContain(JSON.stringify(operatorNames));
    expect(schema).toContain('["agreement"]');
  });
});
