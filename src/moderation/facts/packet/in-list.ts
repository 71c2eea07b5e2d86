import { z } from 'zod';
import type { FriendResponse, FriendResponseCallback } from '../../model/callback.js';
import { defineFact } from '../../model/fact.js';
import type { ListKind } from '../../model/list-lookup.js';
import { listName } from '../list-name.js';

const members = ['fromAccount', 'requesterAccount', 'toAccount', 'clientAddress'] as const;
type Member = (typeof members)[number];

const params = z.strictObject({
  list: listName,
  of: z.enum(members).describe('What is looked up: one of the three accounts, or the client address'),
});

export const inList = defineFact({
  name: 'inList',
  words: {
    label: 'is in the list',
    help: 'Whether an account is in a list of accounts, or the client address in one of the ranges of a list of addresses. Entries that have expired do not count.',
  },
  type: 'boolean',
  nullWhen: 'the client address is asked for and the platform sent none',
  params,
  list: ({ list, of }) => ({ name: list, kinds: [kindOf(of)] }),
  source: {
    kind: 'packet',
    isCommon: ({ of }) => of !== 'toAccount',
    read({ callback, response, lists }, { list, of }) {
      const value = memberOf(callback, response, of);
      return value === null ? null : (lists.get(list)?.has(value, callback.receivedAt) ?? false);
    },
  },
});

function kindOf(member: Member): ListKind {
  return member === 'clientAddress' ? 'addresses' : 'accounts';
}

function memberOf(callback: FriendResponseCallback, response: FriendResponse, member: Member): string | null {
  return member === 'toAccount' ? response.toAccount : callback[member];
}
