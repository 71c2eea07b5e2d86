import type { AccountRole } from '../model/account-role.js';
import type { Outcome } from './compiled-rule.js';
import type { Rule } from './rule.js';

// One object for each account: many rules flag.
const flags: Readonly<Record<AccountRole, Outcome>> = {
  from: { type: 'flag', account: 'from' },
  to: { type: 'flag', account: 'to' },
  requester: { type: 'flag', account: 'requester' },
};

/** The outcome that a rule's event names. */
export function outcomeOf({ event }: Rule): Outcome {
  switch (event.type) {
    case 'deny':
      return { type: 'deny', code: event.params.resultCode };
    case 'allow':
      return { type: 'allow' };
    case 'flag':
      return flags[event.params?.account ?? 'from'];
    case 'label':
      return {
        type: 'label',
        account: event.params.account ?? 'from',
        label: event.params.label,
        forMs: event.params.for ?? null,
      };
  }
}

/** See `CompiledRule.code`. */
export function verdictCodeOf(outcome: Outcome): number | null {
  switch (outcome.type) {
    case 'deny':
      return outcome.code;
    case 'allow':
      return 0;
    case 'flag':
    case 'label':
      return null;
  }
}
