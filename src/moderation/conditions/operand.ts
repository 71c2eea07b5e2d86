import { z } from 'zod';
import type { ValueType } from '../model/fact.js';

/** The type of one side of an operator. `orNull`: `null` may be written too. */
export type Operand =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'pattern'; readonly orNull?: true }
  | { readonly kind: 'list'; readonly of: Operand };

/** The operand that a fact of this type is. */
export function operandOf(type: ValueType): Operand {
  return type === 'texts' ? listOf({ kind: 'text' }) : { kind: type };
}

export function listOf(of: Operand): Operand {
  return { kind: 'list', of };
}

/** Whether values of one may stand where the other is wanted; `null` aside. */
export function sameOperand(a: Operand, b: Operand): boolean {
  return a.kind === 'list' || b.kind === 'list'
    ? a.kind === 'list' && b.kind === 'list' && sameOperand(a.of, b.of)
    : a.kind === b.kind;
}

/** Whether patterns are wanted, alone or in lists. */
export function wantsPattern(operand: Operand): boolean {
  return operand.kind === 'list' ? wantsPattern(operand.of) : operand.kind === 'pattern';
}

const scalars = { text: z.string(), pattern: z.string(), number: z.number(), boolean: z.boolean() } as const;
const schemas = new Map<string, z.ZodType>();

/** The schema of a literal on this side. */
export function operandSchema(operand: Operand): z.ZodType {
  const key = JSON.stringify(operand);
  let schema = schemas.get(key);
  if (schema === undefined) schemas.set(key, (schema = schemaOf(operand)));
  return schema;
}

function schemaOf(operand: Operand): z.ZodType {
  if (operand.kind === 'list') return z.array(operandSchema(operand.of));
  const scalar = scalars[operand.kind];
  return operand.orNull === true ? scalar.nullable() : scalar;
}

/** In words, with its article: `a list of texts`. */
export function operandInWords(operand: Operand): string {
  return operand.kind === 'list' ? `a list of ${operandInPlural(operand.of)}` : `a ${operand.kind}`;
}

function operandInPlural(operand: Operand): string {
  return operand.kind === 'list' ? `lists of ${operandInPlural(operand.of)}` : `${operand.kind}s`;
}
