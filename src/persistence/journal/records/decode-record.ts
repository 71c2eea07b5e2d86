import type { FriendResponseCallback } from '../../../moderation/model/callback.js';
import type { StoredPacket } from './encode-record.js';
import type { DecisionRecord, JournalHead, JournalRecord } from './record.js';

/** Reads what `encode…` wrote. A record's checksum was right, so it is ours; throws when it is of an unknown kind all the same. */
export function decodeRecord(payload: Buffer): JournalRecord {
  const [first = '', packet = '', verdicts = '', effects = '', readings = ''] = payload
    .toString('utf8')
    .split('\n');
  const head: JournalHead = JSON.parse(first);
  switch (head.kind) {
    case 'decision':
      return { kind: 'decision', head, packet, verdicts, effects, readings };
    case 'deletion':
      return { kind: 'deletion', head };
    case 'shadow':
      return { kind: 'shadow', head };
    default:
      throw new SyntaxError(`a journal record of an unknown kind: ${first.slice(0, 80)}`);
  }
}

/** Only the first line of a record. */
export function decodeHead(payload: Buffer): JournalHead {
  const end = payload.indexOf(10);
  const head: JournalHead = JSON.parse(payload.toString('utf8', 0, end === -1 ? payload.length : end));
  return head;
}

/** The callback that a decision is about, as it was. */
export function callbackOf({
  head,
  packet,
}: Pick<DecisionRecord, 'head' | 'packet'>): FriendResponseCallback {
  const stored: StoredPacket = JSON.parse(packet);
  return {
    id: head.id,
    appId: head.appId,
    receivedAt: head.at,
    fingerprint: head.fingerprint,
    platform: head.platform,
    clientAddress: head.clientAddress,
    requestId: head.requestId,
    ...stored,
  };
}
