import { buildTrie, type Trie } from './trie.js';
import { defaultForm } from './default-form.js';
import { normalizeTermAlternative, normalizeTerm } from './normalized-text.js';
import { soundKeyOfTerm } from './sound-key.js';
import { runSync, sortYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';

/** Index of terms by the keys that a text and its disguises share. It consists of typed arrays, so that a worker can transfer it. */
export interface TermIndex {
  readonly shapes: KeyIndex;
  /** The index of terms that may be told by their sound. */
  readonly sounds: KeyIndex;
  /** The number of the default form, by term. */
  readonly defaultForms: Uint8Array;
  /** The terms that have an alternative. The alternative at `i` is the variant with the number of all terms plus `i`. */
  readonly alternatives: Int32Array;
}

export interface KeyIndex {
  readonly trie: Trie;
  /** The length of a key in units, by its index in the trie. */
  readonly lengths: Uint16Array;
  /** A variant of a term that has the key, by the key's index. */
  readonly first: Int32Array;
  /** The next variant that has the same key, or −1, by variant. */
  readonly next: Int32Array;
}

/** How many terms are indexed in a slice. */
const TERMS_PER_SLICE = 100;

/** Builds the index. A term is known by its place among the terms; its variant of the same number is the term itself. */
export function* buildTermIndex(terms: readonly string[]): CooperativeTask<TermIndex> {
  const shapes = new KeyCollector();
  const sounds = new KeyCollector();
  const defaultForms = new Uint8Array(terms.length);
  const alternatives: number[] = [];
  for (const [term, value] of terms.entries()) {
    const { glyphText, key } = normalizeTerm(value);
    shapes.add(term, key.units);
    defaultForms[term] = defaultForm(glyphText);
    const sound = soundKeyOfTerm(glyphText);
    if (sound !== null) sounds.add(term, sound.units);
    const alternative = normalizeTermAlternative(value);
    if (alternative !== null) shapes.add(terms.length + alternatives.push(term) - 1, alternative.key.units);
    if (term % TERMS_PER_SLICE === 0) yield;
  }
  return {
    shapes: yield* shapes.build(),
    sounds: yield* sounds.build(),
    defaultForms,
    alternatives: Int32Array.from(alternatives),
  };
}

class KeyCollector {
  private readonly last = new Map<string, number>();
  /** The variant before that has the same key, by variant. */
  private readonly next: number[] = [];

  add(variant: number, units: readonly number[]): void {
    if (units.length === 0) return;
    const key = String.fromCharCode(...units);
    while (this.next.length < variant) this.next.push(-1);
    this.next[variant] = this.last.get(key) ?? -1;
    this.last.set(key, variant);
  }

  *build(): CooperativeTask<KeyIndex> {
    const keys = yield* sortYielding(this.last.keys());
    return {
      trie: yield* buildTrie(keys),
      lengths: Uint16Array.from(keys, (key) => key.length),
      first: Int32Array.from(keys, (key) => this.last.get(key) ?? -1),
      next: Int32Array.from(this.next),
    };
  }
}

export const emptyKeyIndex: KeyIndex = runSync(new KeyCollector().build());
