import { join } from 'node:path';
import type { Clock } from '../runtime/clock.js';
import type { DecisionLog } from '../moderation/decision-log.js';
import type { EventHistory } from '../moderation/state/event-history.js';
import type { LabelHistory } from '../moderation/state/label-history.js';
import type { Log } from '../runtime/log.js';
import type { LabelChange } from '../moderation/state/state.js';
import type { PendingRuleSets } from '../policy/publishing/pending-rule-sets.js';
import type { RuleSetStore } from '../policy/publishing/rule-set-store.js';
import { DataDirLock } from './data-dir/data-dir-lock.js';
import { DataDirWatch } from './data-dir/data-dir-watch.js';
import { makePrivate } from './data-dir/private-files.js';
import { TrialStorage } from './embedded/trial-storage.js';
import type { Drain } from './journal/drain/drain.js';
import { JournalDecisionLog } from './journal/journal-decision-log.js';
import { Journal, LIMITS } from './journal/journal.js';
import { resumeClock } from './journal/resume-clock.js';
import { recordedResponses, type RecordedResponse } from './journal/recorded-responses.js';
import type { RecordWriter } from './journal/drain/record-writer.js';
import type { Database } from './postgres/connection/database.js';
import type { Notifications } from './postgres/replication/notifications.js';
import { LabelFeed } from './postgres/queries/label-feed.js';
import { PostgresLabelHistory } from './postgres/queries/postgres-label-history.js';
import { PostgresEventHistory } from './postgres/queries/postgres-event-history.js';
import type { ReplicaRegistry } from './postgres/replication/replica-registry.js';
import type { WorkerRecordSink } from './postgres/sink/worker-record-sink.js';
import { FilePendingRuleSets } from './rule-sets/file-pending-rule-sets.js';
import { createDrain } from './create-drain.js';
import type { PersistenceOptions } from './persistence-options.js';
import { StorageHealth } from './storage-health.js';

/** How long a stop waits for the database to take the rest of the journal; what is left is drained after the next start. */
const STOP_DRAIN_MS = 3_000;
const DAY_MS = 86_400_000;

interface PersistenceParts {
  readonly lock: DataDirLock;
  readonly watch: DataDirWatch;
  readonly trial: TrialStorage | null;
  readonly database: Database;
  readonly journal: Journal;
  readonly drain: Drain;
  readonly writer: RecordWriter;
  /** `null` where records are written on the main thread. */
  readonly workerSink: WorkerRecordSink | null;
  readonly ruleSets: RuleSetStore;
  readonly pendingRuleSets: PendingRuleSets;
  readonly notifications: Notifications;
  readonly replicas: ReplicaRegistry;
  readonly decisionLog: JournalDecisionLog;
}

export type { PersistenceOptions } from './persistence-options.js';

/** Everything that outlives the process: the journal, its drain, and the database. */
export class Persistence {
  /** The data folder of this process alone. */
  readonly directory: string;
  readonly decisionLog: DecisionLog;
  readonly ruleSets: RuleSetStore;
  readonly pendingRuleSets: PendingRuleSets;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly journal: Journal;
  /** Changes in the database that other processes make; silent until it is started. */
  readonly notifications: Notifications;
  /** The processes that share the database; silent until it is started. */
  readonly replicas: ReplicaRegistry;
  readonly health: StorageHealth;
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly parts: PersistenceParts,
    clock: Clock,
  ) {
    const { database, journal, drain, writer, workerSink, ruleSets, decisionLog, watch } = parts;
    this.directory = parts.lock.directory;
    this.decisionLog = decisionLog;
    this.ruleSets = ruleSets;
    this.pendingRuleSets = parts.pendingRuleSets;
    this.journal = journal;
    this.notifications = parts.notifications;
    this.replicas = parts.replicas;
    this.history = new PostgresEventHistory(database, () => drain.whenDrained());
    this.labels = new PostgresLabelHistory(database, () => drain.whenDrained());
    this.health = new StorageHealth({
      database,
      journal,
      decisionLog,
      drain,
      writer,
      workerSink,
      dataDir: watch,
      clock,
    });
    void this.closeFilesToOthers();
    // PGlite opens its files to all users when it makes them.
    if (parts.trial !== null) void database.ready().then(() => this.closeFilesToOthers());
  }

  /**
   * Locks the data folder and opens the journal; the database is opened and migrated in the background. Rejects with
   * `DataDirInUse` when another process has the folder.
   */
  static async open(options: PersistenceOptions): Promise<Persistence> {
    const { config, clock, log } = options;
    const { dataDir, dataDirSlots, retentionDays } = config;
    const lock = await (dataDirSlots === 0
      ? DataDirLock.acquire(dataDir)
      : DataDirLock.acquireSlot(dataDir, dataDirSlots));
    const trial = config.databaseUrl === null ? new TrialStorage(join(lock.directory, 'trial'), log) : null;
    // The worker opens it while this thread loads the rest. A failure is reported when the database asks for the address.
    trial?.address().catch(() => {});
    try {
      const limits = { ...LIMITS, damagedMs: retentionDays * DAY_MS };
      const journal = await Journal.open(join(lock.directory, 'journal'), { log, clock, limits });
      await resumeClock(clock, journal, log);
      const pendingRuleSets = await FilePendingRuleSets.open(join(lock.directory, 'pending-rule-sets'), log);
      const { sink, ...parts } = await createDrain(journal, trial, options);
      parts.drain.start();
      const decisionLog = new JournalDecisionLog(journal, log, options.engineVersion, { sink });
      const watch = new DataDirWatch(lock, journal, log);
      return new Persistence({ lock, watch, trial, journal, pendingRuleSets, ...parts, decisionLog }, clock);
    } catch (error) {
      await trial?.close();
      await lock.release();
      throw error;
    }
  }

  /** Brings changes of labels that staff make to a state, whenever the database notifies of one. */
  createLabelFeed(take: (change: LabelChange) => void, log: Log): LabelFeed {
    const { database, notifications, replicas } = this.parts;
    const feed = new LabelFeed(database, log, take);
    notifications.subscribe(
      'label',
      () => void feed.poll().then((isNew) => isNew && replicas.heartbeatNow()),
    );
    return feed;
  }

  /** Resolves once the database is open and migrated, however long that takes. */
  databaseReady(): Promise<void> {
    return this.parts.database.ready();
  }

  /** The responses sent since a moment (milliseconds since the epoch), for copies that may still come. */
  recordedResponses(since: number): AsyncGenerator<RecordedResponse> {
    return recordedResponses(this.parts.journal, since);
  }

  /** Makes pending records durable, gives the database a while to take them, and releases the folder. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    const { lock, watch, trial, database, drain, workerSink, decisionLog, notifications, replicas } =
      this.parts;
    watch.stop();
    await Promise.all([notifications.stop(), replicas.stop()]);
    await decisionLog.close();
    await drain.stop(database.state === 'ok' ? STOP_DRAIN_MS : 0);
    await workerSink?.close();
    await database.close();
    await trial?.close();
    await this.closeFilesToOthers();
    await lock.release();
  }

  /** Files of earlier versions could be read by every user of the machine. */
  private async closeFilesToOthers(): Promise<void> {
    this.health.openFiles = await makePrivate(this.directory);
  }
}
