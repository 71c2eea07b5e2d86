import type { Truth } from '../../model/reading.js';

// Kleene truth values as numbers: the negation of t is 2 - t.
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

export function truthCodeOf(truth: Truth): number {
  if (truth === 'yes') return YES;
  return truth === 'no' ? NO : UNKNOWN;
}

/** When the trie holds more values, it is cleared. */
const MAX_VALUES = 1_024;
/** A node has a child for each truth value, and a value. */
const NODE_WORDS = 4;
const VALUE_OFFSET = 3;

/** Trie in one array: maps sequences of truth values to numbers other than 0. The root is node 0. */
export class TruthTrie {
  private nodes = new Int32Array(NODE_WORDS * 16);
  private nodeCount = 1;
  private valueCount = 0;

  /** The child of a node; it is made when it is missing. */
  next(node: number, truth: number): number {
    const child = node * NODE_WORDS + truth;
    const next = this.nodes[child] ?? 0;
    return next === 0 ? this.grow(child) : next;
  }

  /** The value of a node; 0 when it has none. */
  get(node: number): number {
    return this.nodes[node * NODE_WORDS + VALUE_OFFSET] ?? 0;
  }

  set(node: number, value: number): number {
    this.nodes[node * NODE_WORDS + VALUE_OFFSET] = value;
    this.valueCount += 1;
    if (this.valueCount > MAX_VALUES) this.clear();
    return value;
  }

  clear(): void {
    this.nodes = new Int32Array(NODE_WORDS * 16);
    this.nodeCount = 1;
    this.valueCount = 0;
  }

  private grow(child: number): number {
    const node = this.nodeCount;
    this.nodeCount += 1;
    if (this.nodeCount * NODE_WORDS > this.nodes.length) {
      const nodes = new Int32Array(this.nodes.length * 2);
      nodes.set(this.nodes);
      this.nodes = nodes;
    }
    this.nodes[child] = node;
    return node;
  }
}
