import { z } from 'zod';
import type { DecoratorDescriptor, OperatorDescriptor } from '../../moderation/conditions/operators.js';
import { factValuesInWords, type FactValues } from '../../moderation/model/fact-values.js';
import type { Fact, ValueType } from '../../moderation/model/fact.js';

const typeWords: Readonly<Record<ValueType, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  texts: 'list of texts',
};

/** The words of an operator or a decorator. */
type Described = Pick<OperatorDescriptor | DecoratorDescriptor, 'name' | 'words'>;

/** The catalogues that the reference page is made from. */
export interface ReferenceSources {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly operators: ReadonlyMap<string, Described>;
  readonly decorators: ReadonlyMap<string, Described>;
}

/** The reference page for staff, as Markdown: everything that a rule may look at, and how it may compare. */
export function factReferencePage({ facts, operators, decorators }: ReferenceSources): string {
  const every = [...facts.values()];
  return [
    '# What a rule may look at',
    'This page is made from the catalogue of facts: do not edit it. [Writing rules](writing-rules.md) says how to use it.',
    '## At a glance',
    table(
      ['fact', 'is', 'type'],
      every.map((fact) => [inList(fact), fact.words.label, typeWords[fact.type]]),
    ),
    '## Facts',
    ...every.map(section),
    '## Operators',
    'They stand between a fact and a value. What a fact does not fit is refused when a rule is checked.',
    table(['operator', 'reads', 'means'], [...operators.values()].map(wordsOf)),
    '## Decorators',
    'Written before an operator and a colon, as in `not:contains`; several may stand in a row.',
    table(['decorator', 'reads', 'means'], [...decorators.values()].map(wordsOf)),
    '',
  ].join('\n\n');
}

function inList({ name }: Fact): string {
  return `[\`${name}\`](#${name.toLowerCase()})`;
}

function section(fact: Fact): string {
  const nulls = fact.nullWhen === undefined ? '' : `, or \`null\` when ${fact.nullWhen}`;
  const values = fact.values === undefined ? null : valuesInWords(fact.values);
  const suggestions = fact.suggestions?.map((value) => `\`${value}\``).join(', ');
  return [
    `### ${fact.name}`,
    sentence(fact.words.label),
    fact.words.help,
    `Type: ${typeWords[fact.type]}${nulls}.`,
    values === null ? null : `Values: ${values}.`,
    suggestions === undefined ? null : `Values, among others: ${suggestions}.`,
    parametersOf(fact),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

/** The values that a fact can have, each of a closed set as code. */
function valuesInWords(values: FactValues): string | null {
  return values.kind === 'one-of'
    ? values.values.map((value) => `\`${value}\``).join(', ')
    : factValuesInWords(values);
}

function parametersOf(fact: Fact): string | null {
  const { properties = {}, required = [] } = z.toJSONSchema(fact.params, { io: 'input' });
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\`${required.includes(name) ? '' : ' (may be left out)'}`,
    typeof schema === 'boolean' ? '' : (schema.description ?? ''),
    typeof schema === 'boolean' ? '' : choicesOf(schema),
  ]);
  return rows.length === 0 ? null : table(['parameter', 'means', 'values'], rows);
}

function choicesOf(schema: z.core.JSONSchema.BaseSchema): string {
  const { items } = schema;
  if (typeof items === 'object' && !Array.isArray(items)) return `list of ${choicesOf(items)}`;
  return schema.enum?.map((value) => `\`${String(value)}\``).join(', ') ?? 'text';
}

function wordsOf({ name, words }: Described): readonly string[] {
  return [`\`${name}\``, words.label, words.help];
}

function sentence(words: string): string {
  return `**${words.slice(0, 1).toUpperCase()}${words.slice(1)}.**`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
