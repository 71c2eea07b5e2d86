import type { Language } from '../model/result-code.js';

/** Settings of an app besides its rules. */
export interface Settings {
  /** The language of `ResultInfo`. */
  readonly language: Language;
  /** Murmur3 salt of rollouts. */
  readonly salt: string;
}
