import type { Language } from '../model/result-code.js';

/** What staff set for an app besides its rules. */
export interface Settings {
  /** Of `ResultInfo`. */
  readonly language: Language;
  /** Murmur3 salt of rollouts. */
  readonly salt: string;
}
