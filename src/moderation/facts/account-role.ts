import { z } from 'zod';
import type { ItemView } from '../fact.js';

/** Names one of a friend response's three accounts in a fact's parameters. */
export const accountRole = z
  .enum(['from', 'to', 'requester'])
  .describe(
    'from: the account that answers; to: the one that is answered; requester: the one that issued the call',
  );

/** The account that has a role in a friend response. */
export function accountOf({ callback, response }: ItemView, role: z.infer<typeof accountRole>): string {
  switch (role) {
    case 'from':
      return callback.fromAccount;
    case 'to':
      return response.toAccount;
    case 'requester':
      return callback.requesterAccount;
  }
}
