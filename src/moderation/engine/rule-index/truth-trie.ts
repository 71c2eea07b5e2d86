import type { Truth } from '../../model/reading.js';

// Truths as numbers, such that the opposite is what is left to 2.
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

export function numberOf(truth: Truth): number {
  if (truth === 'yes') return YES;
  return truth === 'no' ? NO : UNKNOWN;
}

/** Numbers that are kept; beyond, they are all forgotten. */
const KEPT_AT_MOST = 1_024;
/** A node has a branch for each truth, and a number. */
const NODE = 4;
const NUMBER = 3;

/** Finds a number, not 0, by a line of truths: node by node, beginning with node 0. */
export class TruthTree {
  private nodes = new Int32Array(NODE * 16);
  private used = 1;
  private kept = 0;

  /** The node behind a truth. */
  next(node: number, truth: number): number {
    const branch = node * NODE + truth;
    const next = this.nodes[branch] ?? 0;
    return next === 0 ? this.grow(branch) : next;
  }

  /** The number at the end of a line; 0 while there is none. */
  at(node: number): number {
    return this.nodes[node * NODE + NUMBER] ?? 0;
  }

  keep(node: number, number: number): number {
    this.nodes[node * NODE + NUMBER] = number;
    this.kept += 1;
    if (this.kept > KEPT_AT_MOST) this.forget();
    return number;
  }

  forget(): void {
    this.nodes = new Int32Array(NODE * 16);
    this.used = 1;
    this.kept = 0;
  }

  private grow(branch: number): number {
    const node = this.used;
    this.used += 1;
    if (this.used * NODE > this.nodes.length) {
      const nodes = new Int32Array(this.nodes.length * 2);
      nodes.set(this.nodes);
      this.nodes = nodes;
    }
    this.nodes[branch] = node;
    return node;
  }
}
