/** The three accounts of a friend response by what they do: who answers, who is answered, who issued the call. */
export const accountRoles = ['from', 'to', 'requester'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** The accounts of one friend response. */
export interface Accounts {
  readonly fromAccount: string;
  readonly requesterAccount: string;
  readonly toAccount: string;
}

/** The account that has a role. */
export function accountOf(accounts: Accounts, role: AccountRole): string {
  switch (role) {
    case 'from':
      return accounts.fromAccount;
    case 'to':
      return accounts.toAccount;
    case 'requester':
      return accounts.requesterAccount;
  }
}
