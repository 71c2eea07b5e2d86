import { z } from 'zod';
import {
  defineFact,
  type Fact,
  type FactSource,
  type ValueType,
} from '../../../src/moderation/model/fact.js';

/** A fact without parameters, for what rules say about facts. */
export function aFact(name: string, type: ValueType, more: Partial<Fact> = {}): Fact {
  const source: FactSource<unknown> = { kind: 'packet', read: () => null };
  return { name, type, words: { label: name, help: name }, params: z.strictObject({}), source, ...more };
}

const window = z.string().regex(/^\d+[smhd]$/, 'write a duration like 10m');

/** A fact of every type and of every kind of source. */
export const smallCatalogue: ReadonlyMap<string, Fact> = new Map(
  [
    aFact('remark', 'text', {
      nullWhen: 'there is none',
      source: { kind: 'packet', read: ({ response }) => response.remark },
    }),
    aFact('remarkLength', 'number', {
      source: { kind: 'packet', read: ({ response }) => response.remark?.length ?? null },
    }),
    aFact('fromAccount', 'text', {
      source: { kind: 'packet', read: ({ callback }) => callback.fromAccount },
    }),
    aFact('batchSize', 'number', {
      source: { kind: 'packet', read: ({ callback }) => callback.items.length },
    }),
    aFact('platform', 'text'),
    aFact('requesterDiffers', 'boolean'),
    aFact('remarkLinks', 'texts'),
    aFact('labels', 'texts', {
      source: { kind: 'state', question: () => ({ kind: 'labels', of: 'from' }) },
    }),
    defineFact({
      ...aFact('remarkTerms', 'texts'),
      params: z.strictObject({ list: z.string() }),
      list: ({ list }) => ({ name: list, kinds: ['terms'] }),
      source: {
        kind: 'packet',
        read: ({ response, lists, callback }, { list }) =>
          response.remark === null
            ? null
            : (lists.get(list)?.termsIn(response.remark, callback.receivedAt) ?? []),
      },
    }),
    defineFact({
      ...aFact('rate', 'number'),
      params: z.strictObject({ of: z.enum(['agree', 'reject']), within: window }),
      source: {
        kind: 'rate',
        rate: ({ of }) => ({ of, by: ['fromAccount'], distinct: null, withinMs: 1_000 }),
      },
    }),
  ].map((fact) => [fact.name, fact]),
);
