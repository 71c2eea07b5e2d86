import { createHmac } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { TextCache } from '../../../moderation/text/text-cache.js';
import { foldedText } from '../../../moderation/text/terms/folded-text.js';

/** Texts whose hashes are kept: spam repeats itself. A power of two. */
const CACHED_TEXTS = 8_192;
const HASH_BYTES = 16;

/**
 * Hashes of folded remarks, keyed by a secret of the installation: the same remark can be found again without being kept, and only
 * the holder of the database can try texts out.
 */
export class RemarkHashes {
  private readonly cache = new TextCache<string>(CACHED_TEXTS);

  /** @param key `null` where the installation has none: then nothing is hashed */
  constructor(private readonly key: Buffer | null) {}

  /** HMAC-SHA-256 of the folded text, 16 bytes, as PostgreSQL reads `bytea`; `null` for a text that says nothing, and without a key. */
  hashOf(remark: string | null): string | null {
    if (remark === null || this.key === null) return null;
    const known = this.cache.get(remark);
    if (known !== undefined) return known === '' ? null : known;
    const folded = foldedText(remark);
    const hash = folded === '' ? '' : hexOf(this.key, folded);
    this.cache.set(remark, hash);
    return hash === '' ? null : hash;
  }
}

function hexOf(key: Buffer, text: string): string {
  return `\\x${createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .slice(0, HASH_BYTES * 2)}`;
}

const ofConnections = new WeakMap<DataSource, RemarkHashes>();

/** The hashes of the database that a transaction runs on. The key is read once. */
export async function remarkHashesOf(manager: EntityManager): Promise<RemarkHashes> {
  const known = ofConnections.get(manager.connection);
  if (known !== undefined) return known;
  const rows = await manager.query<{ readonly value: Buffer }[]>(
    "select value from installation_secret where name = 'remark'",
  );
  const hashes = new RemarkHashes(rows[0]?.value ?? null);
  ofConnections.set(manager.connection, hashes);
  return hashes;
}
