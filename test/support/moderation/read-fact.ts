import type { FriendResponse, FriendResponseCallback } from '../../../src/moderation/model/callback.js';
import type { Fact, ItemView } from '../../../src/moderation/model/fact.js';
import type { Json } from '../../../src/moderation/model/json.js';
import { compileList } from '../../../src/moderation/lists/compile-list.js';
import type { List } from '../../../src/moderation/lists/list.js';
import type { RateRequest, Question } from '../../../src/moderation/model/question.js';
import { aCallback, aResponse } from './builders.js';
import type { ListKind } from '../../../src/moderation/model/list-lookup.js';

/** The input of a fact: a response, the packet around it, and lists. */
export interface FactInput {
  readonly response?: Partial<FriendResponse>;
  readonly callback?: Partial<FriendResponseCallback>;
  readonly lists?: readonly List[];
}

function viewOf({ response, callback, lists = [] }: FactInput): ItemView {
  const item = aResponse(response);
  return {
    callback: aCallback({ items: [item], ...callback }),
    response: item,
    lists: new Map(lists.map((list) => [list.name, list])),
  };
}

/** Reads a fact that packet and lists say. */
export function readFact(fact: Fact | undefined, seen: FactInput, params: Json = {}): Json {
  if (fact?.source.kind !== 'packet') throw new Error('The fact is not read off the packet');
  return fact.source.read(viewOf(seen), fact.params.parse(params));
}

/** The question of a fact to the state. */
export function questionOf(fact: Fact, params: Json = {}): Question {
  if (fact.source.kind !== 'state') throw new Error('The fact does not ask the state');
  return fact.source.question(fact.params.parse(params));
}

/** The counter that a fact wants. */
export function rateRequestOf(fact: Fact, params: Json): RateRequest {
  if (fact.source.kind !== 'rate') throw new Error('The fact does not count');
  return fact.source.rate(fact.params.parse(params));
}

/** A list of values without expiry. */
export function aList(kind: ListKind, name: string, ...values: readonly string[]): List {
  const entries = values.map((value) => ({ value, reason: null, author: null, expiresAt: null }));
  return compileList({ name, kind, entries });
}
