/** One mistake in a document or a packet, for the person who can mend it. */
export interface Problem {
  /** JSON pointer (RFC 6901) into what came in; `''` is the whole of it. */
  readonly at: string;
  /** The problem, in the present tense. */
  readonly message: string;
  /** The remedy, where it is known. */
  readonly hint?: string;
  /**
   * Unless given, it refuses what came in. A `warning` never does. A `tightened` check is younger than documents in use: it refuses
   * what is new or changed, and is a warning for a document that is stored as it stands.
   */
  readonly weight?: 'warning' | 'tightened';
}

/** Whether a problem refuses every document that has it, stored ones too. */
export function refusesAlways({ weight }: Problem): boolean {
  return weight === undefined;
}

/** Whether a problem refuses a document that is not stored yet. */
export function refusesNew({ weight }: Problem): boolean {
  return weight !== 'warning';
}

/** A JSON pointer made of the steps from the root, each escaped. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
