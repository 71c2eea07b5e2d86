/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Takes each of them once, in random order, and then all of them again. */
export function* bagOf(all, random) {
  for (;;) {
    const rest = [...all];
    while (rest.length > 0) yield rest.splice(Math.floor(random() * rest.length), 1)[0];
  }
}
