/** The operations of a script program, by which TypeScript writes it and Lua runs it. Replicas of two versions share scripts: never renumber. */
export const OPCODES = {
  /** key, retention, id */
  addEntry: 1,
  /** key, window in milliseconds → number of entries */
  countEntries: 2,
  /** key, retention, member, time in milliseconds */
  addReputation: 3,
  /** key → members and times, by turns */
  readReputation: 4,
  /** key, milliseconds to keep it */
  setUnblock: 5,
  /** key → time in milliseconds, or nothing */
  readUnblock: 6,
  /** key, name, end in milliseconds (0: none), cleared (0 or 1), milliseconds to keep it */
  setLabel: 7,
  /** key → names and states, by turns */
  readLabels: 8,
  /** time in milliseconds: events that follow are of this moment */
  setTime: 9,
} as const;

/** The same table as local variables of a Lua script: `OP_addEntry` and so on. */
export const LUA_OPCODES = Object.entries(OPCODES)
  .map(([name, code]) => `local OP_${name} = ${code}\n`)
  .join('');
