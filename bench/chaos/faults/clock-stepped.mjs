const STEPS_S = [3_600, -3_600, 90, -90, 20, -20, 3];

/** The wall clock jumps, and later jumps back. */
export const clockStepped = {
  name: 'clock-stepped',
  hits: 'one',
  seenWithinMs: 3_000,
  impossible: ({ service }) => (service.faketime === null ? 'the package faketime is not installed' : null),
  async inflict({ service, random }) {
    await service.setClock(STEPS_S[Math.floor(random() * STEPS_S.length)]);
    return () => service.setClock(0);
  },
};
