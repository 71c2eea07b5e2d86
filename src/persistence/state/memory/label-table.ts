import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import type { LabelChange } from '../../../moderation/state/state.js';
import type { KeyedHash } from '../keyed-hash.js';
import { EvictionFilter } from './recent-sets/eviction-filter.js';

/** More accounts than this are not kept of one app: some 60 MB. */
const MAX_ACCOUNTS = 200_000;
const EVICTION_SLOTS = 2 ** 16;
/** What was evicted is missed until the next start. */
const FOR_EVER = 2 ** 32 - 1;

type LabelState = Pick<LabelChange, 'at' | 'expiresAt' | 'cleared'>;

/** The labels of one app's accounts: of each the latest change, by account and name. */
export class LabelTable {
  private readonly accounts = new Map<string, Map<string, LabelState>>();
  private readonly evictionFilter = new EvictionFilter(EVICTION_SLOTS);
  private evicted = 0;
  /** What was set before the start is in. */
  isComplete = false;

  constructor(
    private readonly hash: KeyedHash,
    private readonly maxAccounts = MAX_ACCOUNTS,
  ) {}

  /** Accounts that were given up to stay within memory, since the start. */
  get evictions(): number {
    return this.evicted;
  }

  apply({ account, label, at, expiresAt, cleared }: Omit<LabelChange, 'appId'>): void {
    const change = { at, expiresAt, cleared };
    const labels = this.accounts.get(account) ?? new Map<string, LabelState>();
    const before = labels.get(label);
    if (before !== undefined && !wins(change, before)) return;
    labels.set(label, change);
    this.touch(account, labels);
    this.makeRoom();
  }

  read(account: string, now: number): Reading {
    if (!this.isComplete) return Unknown.because('rebuilding');
    const labels = this.accounts.get(account);
    if (labels === undefined) {
      const isMissed =
        this.evicted > 0 && this.evictionFilter.missingUpTo(this.hash.ofText(account), false) !== 0;
      return isMissed ? Unknown.because('capacity') : [];
    }
    this.touch(account, labels);
    const standing = [...labels].filter(
      ([, { cleared, expiresAt }]) => !cleared && (expiresAt === null || now < expiresAt),
    );
    return standing.map(([label]) => label).sort(byCodePoint);
  }

  /** A map keeps the order in which keys were put in. */
  private touch(account: string, labels: Map<string, LabelState>): void {
    this.accounts.delete(account);
    this.accounts.set(account, labels);
  }

  private makeRoom(): void {
    if (this.accounts.size <= this.maxAccounts) return;
    const [oldest] = this.accounts.keys();
    if (oldest === undefined) return;
    this.accounts.delete(oldest);
    this.evictionFilter.add(this.hash.ofText(oldest), false, FOR_EVER);
    this.evicted++;
  }
}

/** The later change; at one moment the clearing one, then the one that ends later. */
function wins(change: LabelState, before: LabelState): boolean {
  if (change.at !== before.at) return change.at > before.at;
  if (change.cleared !== before.cleared) return change.cleared;
  return (change.expiresAt ?? Number.POSITIVE_INFINITY) > (before.expiresAt ?? Number.POSITIVE_INFINITY);
}

/** UTF-8 sorts by code point; UTF-16 does not. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
