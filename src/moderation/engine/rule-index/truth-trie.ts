import type { Truth } from '../../model/reading.js';

// Truths as numbers, such that the opposite is what is left to 2.
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

export function truthCodeOf(truth: Truth): number {
  if (truth === 'yes') return YES;
  return truth === 'no' ? NO : UNKNOWN;
}

/** Numbers that are kept; beyond, they are all forgotten. */
const MAX_VALUES = 1_024;
/** A node has a branch for each truth, and a number. */
const NODE_WORDS = 4;
const VALUE_OFFSET = 3;

/** Finds a number, not 0, by a line of truths: node by node, beginning with node 0. */
export class TruthTrie {
  private nodes = new Int32Array(NODE_WORDS * 16);
  private nodeCount = 1;
  private valueCount = 0;

  /** The node behind a truth. */
  next(node: number, truth: number): number {
    const branch = node * NODE_WORDS + truth;
    const next = this.nodes[branch] ?? 0;
    return next === 0 ? this.grow(branch) : next;
  }

  /** The number at the end of a line; 0 while there is none. */
  get(node: number): number {
    return this.nodes[node * NODE_WORDS + VALUE_OFFSET] ?? 0;
  }

  set(node: number, number: number): number {
    this.nodes[node * NODE_WORDS + VALUE_OFFSET] = number;
    this.valueCount += 1;
    if (this.valueCount > MAX_VALUES) this.clear();
    return number;
  }

  clear(): void {
    this.nodes = new Int32Array(NODE_WORDS * 16);
    this.nodeCount = 1;
    this.valueCount = 0;
  }

  private grow(branch: number): number {
    const node = this.nodeCount;
    this.nodeCount += 1;
    if (this.nodeCount * NODE_WORDS > this.nodes.length) {
      const nodes = new Int32Array(this.nodes.length * 2);
      nodes.set(this.nodes);
      this.nodes = nodes;
    }
    this.nodes[branch] = node;
    return node;
  }
}
