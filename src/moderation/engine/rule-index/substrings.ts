import { NO, YES, type TruthTrie } from './truth-trie.js';

/** Operators that look for a piece of a text. */
export const substringOperators: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'containsText']);

/** Texts that other texts are searched for: at the beginning, at the end, anywhere. */
export class Substrings {
  private readonly prefixes: readonly string[];
  private readonly suffixes: readonly string[];
  private readonly infixes: readonly string[];

  constructor(pieces: readonly { readonly operator: string; readonly value: string }[]) {
    const by = (wanted: string) => [
      ...new Set(pieces.filter(({ operator }) => operator === wanted).map(({ value }) => value)),
    ];
    this.prefixes = by('startsWith');
    this.suffixes = by('endsWith');
    this.infixes = by('containsText');
  }

  /** The node of a tree for texts that have the same of the pieces. */
  trieNodeOf(text: string, tree: TruthTrie): number {
    const { prefixes, suffixes, infixes } = this;
    let node = 0;
    for (const piece of prefixes) node = tree.next(node, text.startsWith(piece) ? YES : NO);
    for (const piece of suffixes) node = tree.next(node, text.endsWith(piece) ? YES : NO);
    for (const piece of infixes) node = tree.next(node, text.includes(piece) ? YES : NO);
    return node;
  }
}
