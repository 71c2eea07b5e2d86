import type { CooperativeTask } from '../../../runtime/cooperative-task.js';

/**
 * Trie of terms in typed arrays, searched from every place of a text where a term may begin. States are prefixes of terms in breadth-first
 * order, so that the children of a state are neighbours, ordered by unit.
 */
export interface Trie {
  /**
   * Two for each state, side by side since they are read together: the UTF-16 unit that leads to it, with `ENDS` if a term ends in
   * it, and its first child. The first child of the next state is where its children end.
   */
  readonly states: Int32Array;
  /** Index of the term that ends in a state, or −1. */
  readonly term: Int32Array;
  /** Hash table of the root's children by unit, with open addressing: every search begins there. */
  readonly rootChildren: Int32Array;
}

/** Where terms may begin and end in a text. */
export interface WordBoundaries {
  /** The places of units that terms may begin with, ascending. */
  readonly starts: readonly number[];
  /** Whether terms may end with a unit, by place. */
  readonly ends: readonly boolean[];
}

const UNIT = 0xffff;
const ENDS = 0x10000;

/** How many states are built in a slice. */
const STATES_PER_SLICE = 5_000;

/** Builds the trie. The terms are sorted by UTF-16 unit, distinct and not empty. */
export function* buildTrie(terms: readonly string[]): CooperativeTask<Trie> {
  const count =
    1 + terms.reduce((sum, term, at) => sum + term.length - sharedPrefixLength(terms[at - 1] ?? '', term), 0);
  const states = new Int32Array(2 * (count + 1));
  const term = new Int32Array(count).fill(-1);
  yield* layOutStates(states, term, terms);
  return { states, term, rootChildren: rootChildrenOf(states) };
}

/** Lays out the states level by level; `from` and `to` are the range of terms that begin with a state's prefix. */
function* layOutStates(
  states: Int32Array,
  term: Int32Array,
  terms: readonly string[],
): CooperativeTask<void> {
  const count = term.length;
  const [from, to, depth] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  to[0] = terms.length;
  let next = 1;
  for (let state = 0; state < count; state += 1) {
    if (state % STATES_PER_SLICE === 0) yield;
    const length = depth[state] ?? 0;
    const end = to[state] ?? 0;
    states[2 * state + 1] = next;
    // The term that is the prefix itself sorts first and has no further unit.
    let at = (from[state] ?? 0) + ((term[state] ?? -1) >= 0 ? 1 : 0);
    while (at < end) {
      const letter = terms[at]?.charCodeAt(length) ?? 0;
      const ends = terms[at]?.length === length + 1;
      if (ends) term[next] = at;
      states[2 * next] = ends ? letter | ENDS : letter;
      from[next] = at;
      while (at < end && terms[at]?.charCodeAt(length) === letter) at += 1;
      to[next] = at;
      depth[next] = length + 1;
      next += 1;
    }
  }
  states[2 * count + 1] = next;
}

/** The table has a load factor of at most one half, so that misses are quick, and is small enough for the processor's cache. */
function rootChildrenOf(states: Int32Array): Int32Array {
  const [first, end] = [states[1] ?? 0, states[3] ?? 0];
  const fromStart = new Int32Array(2 ** Math.ceil(Math.log2(2 * (end - first) + 1)));
  for (let child = first; child < end; child += 1) {
    let slot = ((states[2 * child] ?? 0) & UNIT) % fromStart.length;
    while (fromStart[slot] !== 0) slot = (slot + 1) % fromStart.length;
    fromStart[slot] = child;
  }
  return fromStart;
}

/** How many units two terms share at their start. */
function sharedPrefixLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

/** Calls `found` with every term that occurs among the units, and the place of its last unit. */
export function scan(
  trie: Trie,
  units: readonly number[],
  found: (term: number, last: number) => void,
  borders: WordBoundaries = everywhere(units),
): void {
  const { states, term } = trie;
  for (const start of borders.starts) {
    let at = start;
    for (
      let state = rootChild(trie, units[at] ?? 0);
      state !== 0;
      state = childOf(states, state, units[at])
    ) {
      if (((states[2 * state] ?? 0) & ENDS) > 0 && borders.ends[at] === true) found(term[state] ?? -1, at);
      at += 1;
    }
  }
}

/** Whether any term occurs. Most texts hold none, and need no more than this. */
export function occurs(trie: Trie, units: readonly number[], { starts, ends }: WordBoundaries): boolean {
  const { states } = trie;
  for (let start = 0; start < starts.length; start += 1) {
    let at = starts[start] ?? 0;
    for (
      let state = rootChild(trie, units[at] ?? 0);
      state !== 0;
      state = childOf(states, state, units[at])
    ) {
      if (((states[2 * state] ?? 0) & ENDS) > 0 && ends[at] === true) return true;
      at += 1;
    }
  }
  return false;
}

function everywhere(units: readonly number[]): WordBoundaries {
  return { starts: [...units.keys()], ends: units.map(() => true) };
}

/** The state that a first unit leads to, or 0. */
function rootChild({ rootChildren, states }: Trie, first: number): number {
  const mask = rootChildren.length - 1;
  let slot = first & mask;
  for (;;) {
    const child = rootChildren[slot] ?? 0;
    if (child === 0 || ((states[2 * child] ?? 0) & UNIT) === first) return child;
    slot = (slot + 1) & mask;
  }
}

/** The child that a unit leads to; 0 when there is none, or no further unit. */
function childOf(states: Int32Array, state: number, letter: number | undefined): number {
  if (letter === undefined) return 0;
  let low = states[2 * state + 1] ?? 0;
  let high = (states[2 * state + 3] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = (states[2 * middle] ?? 0) & UNIT;
    if (there === letter) return middle;
    if (there < letter) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
