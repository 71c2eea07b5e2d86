import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { OnFailure } from './decision.js';

/** Everything that changes verdicts outside the rule set. */
export interface ControlState {
  /** `off`: denials act as in shadow, those by `ON_FAILURE` too. */
  readonly denials: 'on' | 'off';
  readonly onFailure: OnFailure;
  /** Names of the rules that are stopped: they act as in shadow. */
  readonly stoppedRules: ReadonlySet<string>;
  /** Result codes that are stopped: rules that deny with them act as in shadow. */
  readonly stoppedCodes: ReadonlySet<number>;
}

/** The state while staff have switched nothing. */
export function initialControlState(onFailure: OnFailure): ControlState {
  return { denials: 'on', onFailure, stoppedRules: new Set(), stoppedCodes: new Set() };
}

/**
 * The name of a control state in decisions and in the journal: SHA-256 of its canonical JSON (RFC 8785), lower-case hex. Names and codes
 * are sorted, by code unit and by number. Golden values in the spec freeze the format.
 */
export function controlHashOf({ denials, onFailure, stoppedRules, stoppedCodes }: ControlState): string {
  const state = {
    denials,
    onFailure,
    stoppedCodes: [...stoppedCodes].sort((a, b) => a - b),
    stoppedRules: [...stoppedRules].sort(),
  };
  return createHash('sha256')
    .update(canonicalize(state) ?? '')
    .digest('hex');
}
