import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { decodeText } from '../../policy/rule-files/decode-text.js';
import type { FileText } from '../../policy/rule-files/rule-files.js';
import type { Problem } from '../../moderation/model/problem.js';

/** From how many bytes on the file of a list is long. */
const LONG_FILE_BYTES = 65_536;
const CHUNK_BYTES = 1_048_576;

/** A file as it is read; with a problem, what is not UTF-8 reads as U+FFFD. */
export interface FileContent {
  readonly text: FileText;
  readonly problem: Problem | null;
}

/** Reads a file with synchronous calls. A long list stays bytes: to make text of it takes long, and is done on another thread. */
export function readFileContent(target: string): FileContent {
  const bytes = bytesOf(target);
  const isLong = target.endsWith('.csv') && bytes.length >= LONG_FILE_BYTES;
  if (isLong && isUtf8(bytes) && !bytes.includes(0)) return { text: bytes, problem: null };
  const { text, problem } = decodeText(bytes);
  if (!isLong || problem !== null) return { text, problem };
  return { text: shared(Buffer.from(text)), problem };
}

/** In memory that threads share. */
function bytesOf(target: string): Buffer {
  // A pipe that took the file's place meanwhile does not hold up who opens it.
  const file = openSync(target, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error('it is not a file any more');
    return readAll(file, stat.size);
  } finally {
    closeSync(file);
  }
}

/** @param size what it was, which need not be what it is */
function readAll(file: number, size: number): Buffer {
  // One more than there are, so that the end is seen.
  const bytes = Buffer.from(new SharedArrayBuffer(size + 1));
  for (let at = 0; at < bytes.length;) {
    const count = readSync(file, bytes, at, Math.min(CHUNK_BYTES, bytes.length - at), at);
    if (count === 0) return bytes.subarray(0, at);
    at += count;
  }
  return readAll(file, 2 * size + 1);
}

function shared(bytes: Buffer): Buffer {
  const copy = Buffer.from(new SharedArrayBuffer(bytes.length));
  bytes.copy(copy);
  return copy;
}
