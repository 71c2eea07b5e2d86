import type { FriendResponseCallback } from '../../../moderation/model/callback.js';
import type { StoredPacket } from './encode-record.js';
import type { DecisionRecord, JournalHead, JournalRecord } from './record.js';

const LINE_BREAK = 0x0a;

/** Reads what `encode…` wrote, in this version or an earlier one. Throws a `SyntaxError` when the payload is no such record. */
export function decodeRecord(payload: Buffer): JournalRecord {
  const head = decodeHead(payload);
  switch (head.kind) {
    case 'decision': {
      const [, packet = '', verdicts = '', effects = '', readings = ''] = payload
        .toString('utf8')
        .split('\n');
      return { kind: 'decision', head, packet, verdicts, effects, readings };
    }
    case 'deletion':
      return { kind: 'deletion', head };
    case 'shadow':
      return { kind: 'shadow', head };
  }
}

/** Reads only the first line of a record. Throws a `SyntaxError` when it is no record's. */
export function decodeHead(payload: Buffer): JournalHead {
  const head = firstLine(payload);
  if (!isHead(head)) {
    throw new SyntaxError(`a journal record of an unknown kind: ${payload.toString('utf8', 0, 80)}`);
  }
  return head;
}

/** Reads only the first line of a record; `null` when it is no record's. */
export function tryDecodeHead(payload: Buffer): JournalHead | null {
  try {
    return decodeHead(payload);
  } catch {
    return null;
  }
}

/** The first line, parsed. */
export function firstLine(payload: Buffer): unknown {
  const end = payload.indexOf(LINE_BREAK);
  return JSON.parse(payload.toString('utf8', 0, end === -1 ? payload.length : end));
}

/**
 * Checks the members that everything else is found by. A record's checksum was right when it was read, so what is inside them is
 * what `encode…` wrote.
 */
function isHead(value: unknown): value is JournalHead {
  if (!isObject(value)) return false;
  if (typeof value['id'] !== 'string' || typeof value['appId'] !== 'string') return false;
  if (typeof value['at'] !== 'number') return false;
  switch (value['kind']) {
    case 'decision':
      return typeof value['fromAccount'] === 'string' && Array.isArray(value['events']);
    case 'deletion':
      return Array.isArray(value['pairs']) && Array.isArray(value['problems']);
    case 'shadow':
      return Array.isArray(value['matches']);
    default:
      return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The callback that a decision is about, as it was received. */
export function callbackOf({
  head,
  packet,
}: Pick<DecisionRecord, 'head' | 'packet'>): FriendResponseCallback {
  return {
    id: head.id,
    appId: head.appId,
    receivedAt: head.at,
    fingerprint: head.fingerprint,
    platform: head.platform,
    clientAddress: head.clientAddress,
    requestId: head.requestId,
    ...decodePacket(packet),
  };
}

function decodePacket(text: string): StoredPacket {
  const packet: unknown = JSON.parse(text);
  if (!isPacket(packet)) throw new SyntaxError('a journal record whose packet has no items');
  return packet;
}

function isPacket(value: unknown): value is StoredPacket {
  return isObject(value) && typeof value['fromAccount'] === 'string' && Array.isArray(value['items']);
}

/** The remark of each item; `null` where an item has none, or could not be read. */
export function remarksOf({ packet }: Pick<DecisionRecord, 'packet'>): readonly (string | null)[] {
  return decodePacket(packet).items.map((item) => (item.kind === 'response' ? item.remark : null));
}

/** A verdict as it is stored: members that say nothing are absent. Names hold the escape of `escape-text.ts`. */
export interface StoredVerdict {
  readonly code: number;
  readonly rule?: string;
  readonly matched?: readonly string[];
}

/** A decision's verdicts, in the order of the items. */
export function decodeVerdicts(text: string): readonly StoredVerdict[] {
  const verdicts: unknown = JSON.parse(text);
  if (!Array.isArray(verdicts) || !verdicts.every(isVerdict)) {
    throw new SyntaxError('a journal record whose verdicts have no codes');
  }
  return verdicts;
}

function isVerdict(value: unknown): value is StoredVerdict {
  if (!isObject(value) || typeof value['code'] !== 'number') return false;
  const { rule, matched } = value;
  return (
    (rule === undefined || typeof rule === 'string') && (matched === undefined || Array.isArray(matched))
  );
}
