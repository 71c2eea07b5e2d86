import type { Sliced } from '../slices.js';

/**
 * Finds any number of terms in a text in one pass (Aho–Corasick). Its states are the terms' prefixes in breadth-first order,
 * so that a state's children are neighbours: state `s` has the children from `firstChild[s]` up to, not including,
 * `firstChild[s + 1]`, ordered by unit.
 */
export interface Automaton {
  /** The UTF-16 unit that leads to a state. */
  readonly unit: Uint16Array;
  readonly firstChild: Int32Array;
  /** The state of the longest proper suffix that is a prefix of a term too. */
  readonly fallback: Int32Array;
  /** Index of the term that ends in a state, or −1. */
  readonly term: Int32Array;
  /** The next state down the fallbacks in which a term ends, or 0. */
  readonly nextEnd: Int32Array;
  /** The child of the first state by unit, or 0; empty where it has few: most units of a text lead back to it. */
  readonly fromStart: Int32Array;
}

/** Children of the first state from which on they are looked up by unit. */
const MANY_CHILDREN = 64;
const UNITS = 0x10000;
const NO_TABLE = new Int32Array();

/** States that are made without a pause. */
const STATES_AT_ONCE = 5_000;

/** Builds the automaton. The terms are sorted by UTF-16 unit, all different, none empty. */
export function* buildingAutomaton(terms: readonly string[]): Sliced<Automaton> {
  const states =
    1 + terms.reduce((sum, term, at) => sum + term.length - shared(terms[at - 1] ?? '', term), 0);
  const automaton = {
    unit: new Uint16Array(states),
    firstChild: new Int32Array(states + 1),
    fallback: new Int32Array(states),
    term: new Int32Array(states).fill(-1),
    nextEnd: new Int32Array(states),
  };
  yield* layOut(automaton, terms);
  return { ...automaton, fromStart: startOf(automaton) };
}

/** An automaton whose first state has no table. */
type Laid = Omit<Automaton, 'fromStart'>;

function startOf({ unit, firstChild }: Laid): Int32Array {
  const [first = 0, end = 0] = firstChild;
  if (end - first < MANY_CHILDREN) return NO_TABLE;
  const fromStart = new Int32Array(UNITS);
  for (let child = first; child < end; child += 1) fromStart[unit[child] ?? 0] = child;
  return fromStart;
}

/** Calls `found` with every term that occurs among the units, and where its last unit stands. Linear in units and finds. */
export function scan(
  automaton: Automaton,
  units: readonly number[],
  found: (term: number, last: number) => void,
): void {
  const { fromStart } = automaton;
  let state = 0;
  for (let at = 0; at < units.length; at += 1) {
    state = step(automaton, fromStart, state, units[at] ?? 0);
    for (let end = state; end !== 0; end = automaton.nextEnd[end] ?? 0) {
      const term = automaton.term[end] ?? -1;
      if (term >= 0) found(term, at);
    }
  }
}

/** Makes the states level by level; `from` and `to` are the range of terms that begin with a state's prefix. */
function* layOut(automaton: Laid, terms: readonly string[]): Sliced<void> {
  const { unit, firstChild, term } = automaton;
  const from = new Int32Array(unit.length);
  const to = new Int32Array(unit.length);
  const depth = new Int32Array(unit.length);
  to[0] = terms.length;
  let next = 1;
  for (let state = 0; state < unit.length; state += 1) {
    if (state % STATES_AT_ONCE === 0) yield;
    const length = depth[state] ?? 0;
    const end = to[state] ?? 0;
    firstChild[state] = next;
    // The term that is the prefix itself sorts first and has no further unit.
    let at = (from[state] ?? 0) + ((term[state] ?? -1) >= 0 ? 1 : 0);
    while (at < end) {
      const letter = terms[at]?.charCodeAt(length) ?? 0;
      from[next] = at;
      if (terms[at]?.length === length + 1) term[next] = at;
      while (at < end && terms[at]?.charCodeAt(length) === letter) at += 1;
      to[next] = at;
      unit[next] = letter;
      depth[next] = length + 1;
      next += 1;
    }
    for (let child = firstChild[state] ?? 0; child < next; child += 1) link(automaton, state, child);
  }
  firstChild[unit.length] = next;
}

/** Gives a new state its fallback; all states that are not deeper than its parent have theirs. */
function link(automaton: Laid, parent: number, child: number): void {
  if (parent === 0) return;
  const { unit, fallback, term, nextEnd } = automaton;
  const back = step(automaton, NO_TABLE, fallback[parent] ?? 0, unit[child] ?? 0);
  fallback[child] = back;
  nextEnd[child] = (term[back] ?? -1) >= 0 ? back : (nextEnd[back] ?? 0);
}

/** The state of the longest suffix of what was read that is a prefix of a term. */
function step(automaton: Laid, fromStart: Int32Array, from: number, letter: number): number {
  for (let state = from; state !== 0; state = automaton.fallback[state] ?? 0) {
    const child = childOf(automaton, state, letter);
    if (child !== 0) return child;
  }
  return fromStart.length > 0 ? (fromStart[letter] ?? 0) : childOf(automaton, 0, letter);
}

/** The child that a unit leads to, or 0. */
function childOf({ unit, firstChild }: Laid, state: number, letter: number): number {
  let low = firstChild[state] ?? 0;
  let high = (firstChild[state + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = unit[middle] ?? 0;
    if (there === letter) return middle;
    if (there < letter) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** How many units two terms share at their start. */
function shared(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}
