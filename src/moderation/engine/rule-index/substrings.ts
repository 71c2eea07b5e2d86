import { NO, YES, type TruthTrie } from './truth-trie.js';

export const substringOperators: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'containsText']);

/** The prefixes, suffixes and substrings that an operand is tested for. */
export class Substrings {
  private readonly prefixes: readonly string[];
  private readonly suffixes: readonly string[];
  private readonly infixes: readonly string[];

  constructor(tests: readonly { readonly operator: string; readonly value: string }[]) {
    const valuesOf = (ofOperator: string) => [
      ...new Set(tests.filter(({ operator }) => operator === ofOperator).map(({ value }) => value)),
    ];
    this.prefixes = valuesOf('startsWith');
    this.suffixes = valuesOf('endsWith');
    this.infixes = valuesOf('containsText');
  }

  /** The trie node that all texts with the same subset of these share. */
  trieNodeOf(text: string, trie: TruthTrie): number {
    const { prefixes, suffixes, infixes } = this;
    let node = 0;
    for (const part of prefixes) node = trie.next(node, text.startsWith(part) ? YES : NO);
    for (const part of suffixes) node = trie.next(node, text.endsWith(part) ? YES : NO);
    for (const part of infixes) node = trie.next(node, text.includes(part) ? YES : NO);
    return node;
  }
}
