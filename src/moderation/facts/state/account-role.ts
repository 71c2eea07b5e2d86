import { z } from 'zod';
import { accountRoles } from '../../model/account-role.js';

/** Names one of a friend response's three accounts in a fact's parameters. */
export const accountRole = z
  .enum(accountRoles)
  .describe(
    'from: the account that answers; to: the one that is answered; requester: the one that issued the call',
  );
