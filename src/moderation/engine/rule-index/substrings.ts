import { NO, YES, type TruthTree } from './truth-trie.js';

/** Operators that look for a piece of a text. */
export const looking: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'containsText']);

/** Texts that other texts are searched for: at the beginning, at the end, anywhere. */
export class Pieces {
  private readonly beginnings: readonly string[];
  private readonly ends: readonly string[];
  private readonly parts: readonly string[];

  constructor(pieces: readonly { readonly operator: string; readonly value: string }[]) {
    const by = (wanted: string) => [
      ...new Set(pieces.filter(({ operator }) => operator === wanted).map(({ value }) => value)),
    ];
    this.beginnings = by('startsWith');
    this.ends = by('endsWith');
    this.parts = by('containsText');
  }

  /** The node of a tree for texts that have the same of the pieces. */
  nodeOf(text: string, tree: TruthTree): number {
    const { beginnings, ends, parts } = this;
    let node = 0;
    for (const piece of beginnings) node = tree.next(node, text.startsWith(piece) ? YES : NO);
    for (const piece of ends) node = tree.next(node, text.endsWith(piece) ? YES : NO);
    for (const piece of parts) node = tree.next(node, text.includes(piece) ? YES : NO);
    return node;
  }
}
