import type { LabelChange } from '../../../moderation/state/state.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import { labelsInForce, replacesLabel, type LabelState } from '../../../moderation/state/label-precedence.js';
import type { KeyedHash } from '../keyed-hash.js';
import { EvictionFilter } from './recent-sets/eviction-filter.js';

/** At most so many accounts of one app have labels here: some 60 MB. */
const MAX_ACCOUNTS = 200_000;
const EVICTION_SLOTS = 2 ** 16;
/** An evicted account reads as unknown until the next start. */
const FOR_EVER = 2 ** 32 - 1;

/** The labels of one app's accounts: the latest change of each, with least-recently-used eviction of accounts. */
export class LabelTable {
  private readonly accounts = new Map<string, Map<string, LabelState>>();
  private readonly evictionFilter = new EvictionFilter(EVICTION_SLOTS);
  private evicted = 0;
  /** All labels that were set before the start have been read. */
  isComplete = false;

  constructor(
    private readonly hash: KeyedHash,
    private readonly maxAccounts = MAX_ACCOUNTS,
  ) {}

  /** Accounts evicted to stay within memory, since the start. */
  get evictions(): number {
    return this.evicted;
  }

  apply({ account, label, at, expiresAt, cleared }: Omit<LabelChange, 'appId'>): void {
    const change = { at, expiresAt, cleared };
    const labels = this.accounts.get(account) ?? new Map<string, LabelState>();
    const before = labels.get(label);
    if (before !== undefined && !replacesLabel(change, before)) return;
    labels.set(label, change);
    this.touch(account, labels);
    this.evictOldest();
  }

  read(account: string, now: number): Reading {
    if (!this.isComplete) return Unknown.because('rebuilding');
    const labels = this.accounts.get(account);
    if (labels === undefined) {
      const isEvicted =
        this.evicted > 0 && this.evictionFilter.missingUpTo(this.hash.ofText(account), false) !== 0;
      return isEvicted ? Unknown.because('capacity') : [];
    }
    this.touch(account, labels);
    return labelsInForce(labels, now);
  }

  /** A map keeps the order of insertion, so the account goes to the end. */
  private touch(account: string, labels: Map<string, LabelState>): void {
    this.accounts.delete(account);
    this.accounts.set(account, labels);
  }

  private evictOldest(): void {
    if (this.accounts.size <= this.maxAccounts) return;
    const [oldest] = this.accounts.keys();
    if (oldest === undefined) return;
    this.accounts.delete(oldest);
    this.evictionFilter.add(this.hash.ofText(oldest), false, FOR_EVER);
    this.evicted++;
  }
}
