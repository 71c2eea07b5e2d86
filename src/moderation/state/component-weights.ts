import type { ComponentName } from '../model/question.js';

/** The share of one component in a score. */
export interface ComponentWeight {
  /** Points that one fresh entry adds. */
  readonly weight: number;
  /** Only so many of the newest entries count, so a component moves a score by `weight × keeps` at most. */
  readonly keeps: number;
}

/** The weights of a score. Whole numbers. */
export interface ReputationWeights {
  /** The score of an account without entries. */
  readonly start: number;
  readonly components: Readonly<Record<ComponentName, ComponentWeight>>;
}
