import { buildingAutomaton, type Automaton } from './automaton.js';
import { defaultForm } from './forms/default-form.js';
import { readTerm } from './forms/readings.js';
import { soundKeyOfTerm } from './forms/sound-key.js';
import { sortedTexts, type Sliced } from '../slices.js';

/** Finds which terms may stand in a text, by the keys that a text and its disguises share. Typed arrays: it can change threads. */
export interface TermIndex {
  readonly shapes: KeyIndex;
  /** Of the terms that may be told by their sound. */
  readonly sounds: KeyIndex;
  /** By term: the number of the form that suits it. */
  readonly defaults: Uint8Array;
}

export interface KeyIndex {
  readonly automaton: Automaton;
  /** By index of the key in the automaton: how many units it has. */
  readonly lengths: Uint16Array;
  /** By index of the key: one of the terms that have it. */
  readonly firstTerm: Int32Array;
  /** By term: the next one that has the same key, or −1. */
  readonly nextTerm: Int32Array;
}

/** Terms whose keys are made without a pause. */
const TERMS_AT_ONCE = 100;

/** Makes the index of terms. A term is known by its place among them. */
export function* buildingTermIndex(terms: readonly string[]): Sliced<TermIndex> {
  const shapes = new KeyCollector(terms.length);
  const sounds = new KeyCollector(terms.length);
  const defaults = new Uint8Array(terms.length);
  for (const [term, value] of terms.entries()) {
    const { signs, key } = readTerm(value);
    shapes.add(term, key.units);
    defaults[term] = defaultForm(signs);
    const sound = soundKeyOfTerm(signs);
    if (sound !== null) sounds.add(term, sound.units);
    if (term % TERMS_AT_ONCE === 0) yield;
  }
  return { shapes: yield* shapes.building(), sounds: yield* sounds.building(), defaults };
}

class KeyCollector {
  private readonly last = new Map<string, number>();
  private readonly nextTerm: Int32Array;

  constructor(terms: number) {
    this.nextTerm = new Int32Array(terms).fill(-1);
  }

  add(term: number, units: readonly number[]): void {
    if (units.length === 0) return;
    const key = String.fromCharCode(...units);
    this.nextTerm[term] = this.last.get(key) ?? -1;
    this.last.set(key, term);
  }

  *building(): Sliced<KeyIndex> {
    const keys = yield* sortedTexts(this.last.keys());
    const automaton = yield* buildingAutomaton(keys);
    return {
      automaton,
      lengths: Uint16Array.from(keys, (key) => key.length),
      firstTerm: Int32Array.from(keys, (key) => this.last.get(key) ?? -1),
      nextTerm: this.nextTerm,
    };
  }
}
