/** Work that yields often, so that other work may run in between. */
export type CooperativeTask<T> = Generator<undefined, T, undefined>;

/** Runs a task to its end without a pause. */
export function runSync<T>(work: CooperativeTask<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Maps elements, and yields after every so many of them. */
export function* mapYielding<T, R>(
  elements: Iterable<T>,
  every: number,
  make: (element: T, index: number) => R,
): CooperativeTask<R[]> {
  const made: R[] = [];
  for (const element of elements) {
    made.push(make(element, made.length));
    if (made.length % every === 0) yield;
  }
  return made;
}

/** How many texts are sorted without a yield. */
const RUN_LENGTH = 2_000;

/** Merge sort by UTF-16 units: sorts runs, then merges them in pairs. */
export function* sortYielding(texts: Iterable<string>): CooperativeTask<readonly string[]> {
  const all = [...texts];
  let runs: (readonly string[])[] = [];
  for (let start = 0; start < all.length; start += RUN_LENGTH) {
    runs.push(all.slice(start, start + RUN_LENGTH).sort(byCodeUnit));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly string[])[] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(yield* mergeYielding(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeYielding(
  one: readonly string[],
  other: readonly string[],
): CooperativeTask<readonly string[]> {
  const merged: string[] = [];
  let next = 0;
  for (const text of other) {
    for (let first = one[next]; first !== undefined && first < text; first = one[next]) {
      merged.push(first);
      next += 1;
    }
    merged.push(text);
    if (merged.length % RUN_LENGTH === 0) yield;
  }
  return [...merged, ...one.slice(next)];
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
