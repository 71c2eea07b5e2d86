import type { Clock } from '../runtime/clock.js';
import type { Log } from '../runtime/log.js';

export interface PersistenceOptions {
  readonly config: {
    /** `null`: trial storage in `dataDir`. */
    readonly databaseUrl: string | null;
    readonly dataDir: string;
    /** How many replicas share `dataDir`, each with a folder of its own in it; 0: it belongs to this one. */
    readonly dataDirSlots: number;
    readonly retentionDays: number;
  };
  /** The version of the engine; decisions carry it. */
  readonly engineVersion: string;
  readonly log: Log;
  readonly clock: Clock;
}
