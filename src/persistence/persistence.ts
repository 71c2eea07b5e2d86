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
import { TrialStorage } from './embedded/trial-storage.js';
import { Drain } from './journal/drain/drain.js';
import { JournalDecisionLog } from './journal/journal-decision-log.js';
import { Journal } from './journal/journal.js';
import { resumeClock } from './journal/resume-clock.js';
import { recordedResponses, type RecordedResponse } from './journal/recorded-responses.js';
import { RecordWriter } from './journal/drain/record-writer.js';
import type { Database } from './postgres/connection/database.js';
import type { Notifications } from './postgres/replication/notifications.js';
import { LabelFeed } from './postgres/queries/label-feed.js';
import { PostgresLabelHistory } from './postgres/queries/postgres-label-history.js';
import { PostgresEventHistory } from './postgres/queries/postgres-event-history.js';
import { ReplicaRegistry } from './postgres/replication/replica-registry.js';
import type { WorkerRecordSink } from './postgres/sink/worker-record-sink.js';
import { FilePendingRuleSets } from './rule-sets/file-pending-rule-sets.js';
import { StorageHealth } from './storage-health.js';
import { createDrain } from './create-drain.js';
import type { PersistenceOptions } from './persistence-options.js';

/** How long a stop waits for the database to take what is in the journal; what it does not take now, it gets next time. */
const STOP_DRAIN_MS = 3_000;

interface PersistenceParts {
  readonly lock: DataDirLock;
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

/** Everything that outlives the process: the journal, what drains it, and the database. */
export class Persistence {
  /** The folder that is this process's own. */
  readonly directory: string;
  readonly decisionLog: DecisionLog;
  readonly ruleSets: RuleSetStore;
  readonly pendingRuleSets: PendingRuleSets;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly journal: Journal;
  /** Of changes that other processes make; silent until it is started. */
  readonly notifications: Notifications;
  /** The processes that share the database; silent until it is started. */
  readonly replicas: ReplicaRegistry;
  readonly health: StorageHealth;
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly parts: PersistenceParts,
    clock: Clock,
  ) {
    const { database, journal, drain, writer, workerSink, ruleSets, decisionLog: journalLog } = parts;
    this.directory = parts.lock.directory;
    this.decisionLog = journalLog;
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
      journalLog,
      drain,
      writer,
      thread: workerSink,
      clock,
    });
  }

  /**
   * Locks the data folder and opens the journal; the database is opened and migrated in the background. Rejects with
   * `DataDirInUse` when another process has the folder.
   */
  static async open(options: PersistenceOptions): Promise<Persistence> {
    const { config, clock, log } = options;
    const { dataDir, dataDirSlots } = config;
    const lock = await (dataDirSlots === 0
      ? DataDirLock.acquire(dataDir)
      : DataDirLock.acquireSlot(dataDir, dataDirSlots));
    const trial = config.databaseUrl === null ? new TrialStorage(join(lock.directory, 'trial'), log) : null;
    // Its thread works while this one loads the rest. Where it fails, the database says so when it asks again.
    trial?.address().catch(() => {});
    try {
      const journal = await Journal.open(join(lock.directory, 'journal'), { log, clock });
      await resumeClock(clock, journal, log);
      const pendingRuleSets = await FilePendingRuleSets.open(join(lock.directory, 'pending-rule-sets'), log);
      const parts = {
        lock,
        trial,
        journal,
        pendingRuleSets,
        ...(await createDrain(journal, trial, options)),
      };
      parts.drain.start();
      return new Persistence(
        { ...parts, decisionLog: new JournalDecisionLog(journal, log, options.engineVersion) },
        clock,
      );
    } catch (error) {
      await trial?.close();
      await lock.release();
      throw error;
    }
  }

  /** Brings to a state what staff change of labels; at once, and whenever the database tells of it. */
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

  /** What was answered since a moment (milliseconds since the epoch), for the copies that may still come. */
  recordedResponses(since: number): AsyncGenerator<RecordedResponse> {
    return recordedResponses(this.parts.journal, since);
  }

  /** Makes durable what is pending, gives the database a while to take it, and lets go of the folder. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    const { lock, trial, database, drain, workerSink, decisionLog, notifications, replicas } = this.parts;
    await Promise.all([notifications.stop(), replicas.stop()]);
    await decisionLog.close();
    await drain.stop(database.state === 'ok' ? STOP_DRAIN_MS : 0);
    await workerSink?.close();
    await database.close();
    await trial?.close();
    await lock.release();
  }
}
