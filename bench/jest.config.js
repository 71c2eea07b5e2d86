import tests from '../jest.config.js';

/** For the smoke suite, which is no part of `npm test`: it needs what `bench/package.json` names, and both processors. */
export default {
  ...tests,
  rootDir: '..',
  testMatch: ['<rootDir>/bench/smoke/**/*.spec.ts'],
  // Longer than `LONGEST_MS` of a benchmark, which says what it printed until then.
  testTimeout: 300_000,
};
