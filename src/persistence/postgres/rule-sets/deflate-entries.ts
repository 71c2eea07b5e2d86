import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createDeflate, inflate } from 'node:zlib';
import type { Entries, ListEntry } from '../../../moderation/lists/list-entry.js';
import { decodeEntries } from '../../../moderation/lists/entry-codec.js';

/** Compresses a megabyte of terms to 70 kB in a millisecond; higher levels take three times as long for a tenth less. */
const LEVEL = 1;
/** Smaller parts are joined up to this size. */
const CHUNK_BYTES = 65_536;

const OPEN = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSE = Buffer.from(']');

const inflating = promisify(inflate);

/** The JSON of a list's entries, compressed by zlib's threads. */
export function deflateEntries(entries: Entries): Promise<Buffer> {
  return pipeline(jsonChunks(entries), createDeflate({ level: LEVEL, chunkSize: CHUNK_BYTES }), buffer);
}

export async function inflateEntries(bytes: Buffer): Promise<readonly ListEntry[]> {
  return decodeEntries((await inflating(bytes)).toString());
}

/** Large parts as they are, small ones joined: every chunk costs a round trip to a thread of zlib. */
function* jsonChunks(entries: Entries): Iterable<Uint8Array> {
  let [small, bytes]: [Uint8Array[], number] = [[OPEN], 0];
  let isFirst = true;
  for (const part of entries.json?.() ?? jsonTexts(entries)) {
    if (!isFirst) small.push(COMMA);
    isFirst = false;
    if (part.length < CHUNK_BYTES) {
      small.push(part);
      bytes += part.length;
      if (bytes < CHUNK_BYTES) continue;
      yield Buffer.concat(small);
    } else {
      yield Buffer.concat(small);
      yield part;
    }
    [small, bytes] = [[], 0];
  }
  yield Buffer.concat([...small, CLOSE]);
}

function* jsonTexts(entries: Entries): Iterable<Uint8Array> {
  for (const entry of entries) yield Buffer.from(JSON.stringify(entry));
}
