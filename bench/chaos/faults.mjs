import { clockStepped } from './faults/clock-stepped.mjs';
import { dataDirClosed } from './faults/data-dir-closed.mjs';
import { diskFull } from './faults/disk-full.mjs';
import { diskStalled } from './faults/disk-stalled.mjs';
import { floodOfChunks } from './faults/flood-of-chunks.mjs';
import { floodOfStalledBodies } from './faults/flood-of-stalled-bodies.mjs';
import { largestPacket } from './faults/largest-packet.mjs';
import { postgresFrozen } from './faults/postgres-frozen.mjs';
import { postgresLocked } from './faults/postgres-locked.mjs';
import { postgresReadOnly } from './faults/postgres-read-only.mjs';
import { postgresRestarted } from './faults/postgres-restarted.mjs';
import { postgresStopped } from './faults/postgres-stopped.mjs';
import { postgresTableGone } from './faults/postgres-table-gone.mjs';
import { processKilled } from './faults/process-killed.mjs';
import { processRestarted } from './faults/process-restarted.mjs';
import { redisFlushed } from './faults/redis-flushed.mjs';
import { redisFrozen } from './faults/redis-frozen.mjs';
import { redisFull } from './faults/redis-full.mjs';
import { redisKilled } from './faults/redis-killed.mjs';
import { redisReadOnly } from './faults/redis-read-only.mjs';
import { rulesSwapped } from './faults/rules-swapped.mjs';

/**
 * Every fault of a chaos run: `inflict` begins it and gives what mends it, or nothing where it is over already. `hits` says which
 * services feel it: `one`, `all`, or those that count in `redis`. `endsProcess`: answers are missing meanwhile. `seenWithinMs`: health has to say by then that
 * something is wrong. `impossible` says
 * why it cannot be done here.
 */
export const faults = [
  processKilled,
  processRestarted,
  postgresStopped,
  postgresRestarted,
  postgresFrozen,
  postgresReadOnly,
  postgresLocked,
  postgresTableGone,
  redisKilled,
  redisFlushed,
  redisFrozen,
  redisReadOnly,
  redisFull,
  diskFull,
  diskStalled,
  dataDirClosed,
  rulesSwapped,
  clockStepped,
  floodOfChunks,
  floodOfStalledBodies,
  largestPacket,
];
