import { open, type FileHandle } from 'node:fs/promises';
import { findFrame, readAt } from './frame-search.js';
import { readFrame } from './frame.js';
import { segmentPath } from './segment-file.js';
import type { JournalPosition, Segment } from './segment.js';

export interface Chunk {
  /** Whole records, in their order. */
  readonly payloads: readonly Buffer[];
  /** Where the last of them ends; where the chunk begins when there are none. */
  readonly lastEnd: number;
  /** Where the next chunk begins. */
  readonly next: number;
  /** Bytes that hold no record: something has changed the file since. */
  readonly damagedBytes: number;
}

/** How much to read at once. */
export interface ChunkSize {
  /** Roughly: a single record may be larger. */
  readonly bytes: number;
  readonly records: number;
}

/** Reads records of one segment after the other. Keeps one file open. */
export class JournalReader {
  private opened: { readonly number: number; readonly file: FileHandle } | null = null;

  constructor(private readonly directory: string) {}

  /** Reads some records, at least one where the segment has one after the position. */
  async read(segment: Segment, { offset }: JournalPosition, size: ChunkSize): Promise<Chunk> {
    if (offset >= segment.end) return { payloads: [], lastEnd: offset, next: segment.end, damagedBytes: 0 };
    return readFrames(await this.fileOf(segment.number), { from: offset, end: segment.end }, size);
  }

  async close(): Promise<void> {
    await this.opened?.file.close();
    this.opened = null;
  }

  private async fileOf(number: number): Promise<FileHandle> {
    if (this.opened?.number === number) return this.opened.file;
    await this.close();
    const file = await open(segmentPath(this.directory, number), 'r');
    this.opened = { number, file };
    return file;
  }
}

/** Reads frames between two offsets of a file, and skips what is damaged between them. */
export async function readFrames(
  file: FileHandle,
  { from, end }: { readonly from: number; readonly end: number },
  size: ChunkSize,
): Promise<Chunk> {
  const payloads: Buffer[] = [];
  let [at, lastEnd, damagedBytes] = [from, from, 0];
  while (at < end && payloads.length < size.records && at - from < size.bytes) {
    const buffer = await bytesOfFrames(file, at, end, size.bytes);
    const { taken, isDamaged } = takeFrames(buffer, end - at, size.records - payloads.length, payloads);
    at += taken;
    if (taken > 0) lastEnd = at;
    if (!isDamaged) break;
    const next = await findFrame(file, at + 1, end);
    damagedBytes += next - at;
    at = next;
  }
  return { payloads, lastEnd, next: at, damagedBytes };
}

/** Reads a buffer that holds the first frame whole, where there is one. */
async function bytesOfFrames(file: FileHandle, at: number, end: number, bytes: number): Promise<Buffer> {
  let buffer = await readAt(file, at, Math.min(bytes, end - at));
  // The first time its length may lie behind what was read, the second time its payload.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const first = readFrame(buffer, 0);
    if (first.kind !== 'partial' || at + first.needs > end) break;
    buffer = await readAt(file, at, first.needs);
  }
  return buffer;
}

/** Takes frames from the start of a buffer. @param room bytes up to the end of the segment */
function takeFrames(buffer: Buffer, room: number, most: number, payloads: Buffer[]) {
  let taken = 0;
  for (let count = 0; count < most; count += 1) {
    const found = readFrame(buffer, taken);
    if (found.kind === 'damaged') return { taken, isDamaged: true };
    if (found.kind === 'partial') {
      // The rest of it may lie behind what was read; what ends behind the segment is none, and neither is what was cut off.
      const isBehind = taken > 0 && found.needs <= room;
      return { taken, isDamaged: !isBehind && taken < room };
    }
    payloads.push(found.payload);
    taken = found.next;
  }
  return { taken, isDamaged: false };
}
