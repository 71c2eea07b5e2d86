import { buildTrie, type Trie } from './trie.js';
import { defaultForm } from './default-form.js';
import { normalizeCapitalTerm, normalizeTerm } from './normalized-text.js';
import { soundKeyOfTerm } from './sound-key.js';
import { runSync, sortYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';

/** Finds which terms may stand in a text, by the keys that a text and its disguises share. Typed arrays: it can change threads. */
export interface TermIndex {
  readonly shapes: KeyIndex;
  /** Of the terms that may be told by their sound. */
  readonly sounds: KeyIndex;
  /** By term: the number of the form that suits it. */
  readonly defaultForms: Uint8Array;
  /** The terms that have a second reading, in capitals: the one at `i` has the number of all terms plus `i`. */
  readonly capitals: Int32Array;
}

export interface KeyIndex {
  readonly trie: Trie;
  /** By index of the key in the automaton: how many units it has. */
  readonly lengths: Uint16Array;
  /** By index of the key: one of the readings of terms that have it. */
  readonly first: Int32Array;
  /** By reading: the next one that has the same key, or −1. */
  readonly next: Int32Array;
}

/** Terms whose keys are made without a pause. */
const TERMS_PER_SLICE = 100;

/** Makes the index of terms. A term, and its reading, is known by its place among them. */
export function* buildTermIndex(terms: readonly string[]): CooperativeTask<TermIndex> {
  const shapes = new KeyCollector();
  const sounds = new KeyCollector();
  const defaults = new Uint8Array(terms.length);
  const drawn: number[] = [];
  for (const [term, value] of terms.entries()) {
    const { glyphText, key } = normalizeTerm(value);
    shapes.add(term, key.units);
    defaults[term] = defaultForm(glyphText);
    const sound = soundKeyOfTerm(glyphText);
    if (sound !== null) sounds.add(term, sound.units);
    const capitals = normalizeCapitalTerm(value);
    if (capitals !== null) shapes.add(terms.length + drawn.push(term) - 1, capitals.key.units);
    if (term % TERMS_PER_SLICE === 0) yield;
  }
  return {
    shapes: yield* shapes.building(),
    sounds: yield* sounds.building(),
    defaultForms: defaults,
    capitals: Int32Array.from(drawn),
  };
}

class KeyCollector {
  private readonly last = new Map<string, number>();
  /** By reading, where another one has the same key. */
  private readonly next: number[] = [];

  add(reading: number, units: readonly number[]): void {
    if (units.length === 0) return;
    const key = String.fromCharCode(...units);
    while (this.next.length < reading) this.next.push(-1);
    this.next[reading] = this.last.get(key) ?? -1;
    this.last.set(key, reading);
  }

  *building(): CooperativeTask<KeyIndex> {
    const keys = yield* sortYielding(this.last.keys());
    const automaton = yield* buildTrie(keys);
    return {
      trie: automaton,
      lengths: Uint16Array.from(keys, (key) => key.length),
      first: Int32Array.from(keys, (key) => this.last.get(key) ?? -1),
      next: Int32Array.from(this.next),
    };
  }
}

export const emptyKeyIndex: KeyIndex = runSync(new KeyCollector().building());
