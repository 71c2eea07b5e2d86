import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PendingRuleSets, type PendingRuleSet } from '../../policy/publishing/pending-rule-sets.js';
import type { ListRevision, StoredRuleSet } from '../../policy/publishing/rule-set-store.js';
import { describeError } from '../../runtime/describe-error.js';
import { errorCode } from '../../runtime/error-code.js';
import type { Log } from '../../runtime/log.js';
import { pendingFileSchema } from './pending-file-schema.js';
import { deflateEntries, inflateEntries } from '../postgres/rule-sets/deflate-entries.js';

/** Sets that memory holds for an app while the disk refuses them. */
const MAX_IN_MEMORY = 8;
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Pending rule sets as files: `<app>/<ticket>.json` names its lists by revision, and `lists/<revision>` holds the compressed entries
 * of each, once for all sets. While the disk refuses, the latest few wait in memory.
 */
export class FilePendingRuleSets extends PendingRuleSets {
  private readonly inMemory = new Map<string, readonly PendingRuleSet[]>();
  /** One change after the other: lists must not go while a set that names them is written. */
  private changes: Promise<void> = Promise.resolve();

  private constructor(
    private readonly directory: string,
    private lastTicket: number,
    private readonly log: Log,
  ) {
    super();
  }

  static async open(directory: string, log: Log): Promise<FilePendingRuleSets> {
    const pending = new FilePendingRuleSets(directory, 0, log);
    await pending.findLastTicket().catch((error: unknown) => pending.failed(error));
    return pending;
  }

  override nextTicket(): number {
    this.lastTicket += 1;
    return this.lastTicket;
  }

  override add(appId: string, pending: PendingRuleSet): Promise<void> {
    this.changes = this.changes.then(() => this.addNow(appId, pending));
    return this.changes;
  }

  private async findLastTicket(): Promise<void> {
    const apps = await namesIn(this.directory);
    const files = await Promise.all(apps.map((app) => namesIn(join(this.directory, app))));
    this.lastTicket = Math.max(0, ...files.flat().flatMap(ticketOf));
  }

  private async addNow(appId: string, pending: PendingRuleSet): Promise<void> {
    try {
      await this.write(appId, pending);
    } catch (error) {
      this.log.error(
        { reason: describeError(error), appId },
        'a rule set waits for the database in memory, since DATA_DIR cannot be written',
      );
      this.holdInMemory(appId, pending);
    }
  }

  override oldest(appId: string): Promise<PendingRuleSet | null> {
    return this.first(appId, (one, other) => one - other);
  }

  override newest(appId: string): Promise<PendingRuleSet | null> {
    return this.first(appId, (one, other) => other - one);
  }

  override remove(appId: string, ticket: number): Promise<void> {
    this.changes = this.changes
      .then(() => this.removeNow(appId, ticket))
      .catch((error: unknown) => this.failed(error));
    return this.changes;
  }

  private async removeNow(appId: string, ticket: number): Promise<void> {
    const held = this.inMemory.get(appId) ?? [];
    this.inMemory.set(
      appId,
      held.filter((each) => each.ticket !== ticket),
    );
    await rm(this.fileOf(appId, ticket), { force: true });
    await this.removeListsOfNone();
  }

  private async first(
    appId: string,
    order: (one: number, other: number) => number,
  ): Promise<PendingRuleSet | null> {
    const held = this.inMemory.get(appId) ?? [];
    const files = await this.ticketsOf(appId);
    for (const ticket of [...files, ...held.map((each) => each.ticket)].toSorted(order)) {
      const ruleSet =
        held.find((each) => each.ticket === ticket)?.ruleSet ?? (await this.read(appId, ticket));
      if (ruleSet !== null) return { ticket, ruleSet };
    }
    return null;
  }

  private async ticketsOf(appId: string): Promise<readonly number[]> {
    try {
      return (await namesIn(join(this.directory, appId))).flatMap(ticketOf);
    } catch (error) {
      this.failed(error);
      return [];
    }
  }

  private async write(appId: string, { ticket, ruleSet }: PendingRuleSet): Promise<void> {
    const { hash, content, lists, readingTable } = ruleSet;
    await mkdir(join(this.directory, 'lists'), { recursive: true, mode: FOLDER_MODE });
    await mkdir(join(this.directory, appId), { recursive: true, mode: FOLDER_MODE });
    const there = new Set(await namesIn(join(this.directory, 'lists')));
    for (const { revision, list } of lists) {
      if (!there.has(revision)) await writeWhole(this.listFile(revision), await deflateEntries(list.entries));
    }
    const named = lists.map(({ revision, list: { name, kind } }) => ({ name, kind, revision }));
    const text = JSON.stringify({ version: 1, hash, content, lists: named, readingTable });
    await writeWhole(this.fileOf(appId, ticket), text);
  }

  /** `null` for a file that cannot be read: it is set aside, and does not hold up the others. */
  private async read(appId: string, ticket: number): Promise<StoredRuleSet | null> {
    const file = this.fileOf(appId, ticket);
    try {
      const { hash, content, lists, readingTable } = pendingFileSchema.parse(
        JSON.parse(await readFile(file, 'utf8')),
      );
      const revisions: ListRevision[] = [];
      for (const { name, kind, revision } of lists) {
        const entries = await inflateEntries(await readFile(this.listFile(revision)));
        revisions.push({ revision, list: { name, kind, entries } });
      }
      return { hash, content, lists: revisions, ...(readingTable === undefined ? {} : { readingTable }) };
    } catch (error) {
      this.failed(error);
      await rename(file, `${file}.unreadable`).catch(() => undefined);
      return null;
    }
  }

  private async removeListsOfNone(): Promise<void> {
    const apps = (await namesIn(this.directory)).filter((name) => name !== 'lists');
    const files = await Promise.all(apps.map((app) => namesIn(join(this.directory, app))));
    if (files.flat().flatMap(ticketOf).length > 0) return;
    await rm(join(this.directory, 'lists'), { recursive: true, force: true });
  }

  private holdInMemory(appId: string, pending: PendingRuleSet): void {
    const held = [...(this.inMemory.get(appId) ?? []), pending];
    const lost = held.length - MAX_IN_MEMORY;
    if (lost > 0) this.log.error({ appId, ruleSets: lost }, 'rule sets that were live are not stored');
    this.inMemory.set(appId, held.slice(-MAX_IN_MEMORY));
  }

  private failed(error: unknown): void {
    this.log.error({ reason: describeError(error) }, 'a rule set that waits for the database cannot be read');
  }

  private fileOf(appId: string, ticket: number): string {
    return join(this.directory, appId, `${String(ticket).padStart(12, '0')}.json`);
  }

  private listFile(revision: string): string {
    return join(this.directory, 'lists', revision);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function ticketOf(name: string): readonly number[] {
  return /^\d{12}\.json$/u.test(name) ? [Number(name.slice(0, 12))] : [];
}

/** A file is there as a whole or not at all. */
async function writeWhole(file: string, data: string | Buffer): Promise<void> {
  await writeFile(`${file}.part`, data, { mode: FILE_MODE });
  await rename(`${file}.part`, file);
}
