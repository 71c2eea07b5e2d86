/** One thing that is wrong with something that came in, for the person who can mend it. */
export interface Problem {
  /** JSON pointer (RFC 6901) into what came in; `''` is the whole of it. */
  readonly at: string;
  /** What is wrong, in the present tense. */
  readonly message: string;
  /** What to do, where we can tell. */
  readonly hint?: string;
}

/** A JSON pointer made of the steps from the root, each escaped. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
