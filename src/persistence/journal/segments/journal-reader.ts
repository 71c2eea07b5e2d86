import { open, type FileHandle } from 'node:fs/promises';
import { readFrame } from './frame.js';
import { segmentPath } from './segment-file.js';
import type { JournalPosition, Segment } from './segment.js';

export interface Chunk {
  /** Whole records, in their order. */
  readonly payloads: readonly Buffer[];
  /** Where the next chunk begins. */
  readonly next: number;
  /** Bytes that hold no record: something has changed the file since. */
  readonly damagedBytes: number;
}

/** How much to read at once. */
export interface ChunkSize {
  /** About; a single record may be larger. */
  readonly bytes: number;
  readonly records: number;
}

/** Reads records of one segment after the other. */
export class JournalReader {
  private opened: { readonly number: number; readonly file: FileHandle } | null = null;

  constructor(private readonly directory: string) {}

  /** Some records, at least one; none only at the segment's end. */
  async read(segment: Segment, { offset }: JournalPosition, size: ChunkSize): Promise<Chunk> {
    if (offset >= segment.end) return { payloads: [], next: segment.end, damagedBytes: 0 };
    const file = await this.fileOf(segment.number);
    let buffer = await readAt(file, offset, Math.min(size.bytes, segment.end - offset));
    const first = readFrame(buffer, 0);
    if (first.kind === 'partial' && offset + first.needs <= segment.end) {
      buffer = await readAt(file, offset, first.needs);
      const whole = readFrame(buffer, 0);
      // Only its length could be read until now.
      if (whole.kind === 'partial' && offset + whole.needs <= segment.end) {
        buffer = await readAt(file, offset, whole.needs);
      }
    }
    // Somebody has shortened the file.
    if (buffer.length === 0) return { payloads: [], next: segment.end, damagedBytes: segment.end - offset };
    return chunkOf(buffer, offset, segment.end, size.records);
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

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

/** Steps over what is no frame, byte by byte, up to the next that is one: a length that is wrong says nothing of where. */
function chunkOf(buffer: Buffer, offset: number, end: number, most: number): Chunk {
  const payloads: Buffer[] = [];
  let at = 0;
  let damaged = 0;
  while (payloads.length < most && offset + at < end) {
    const found = readFrame(buffer, at);
    if (found.kind === 'frame') {
      payloads.push(found.payload);
      at = found.next;
      continue;
    }
    // The rest of it may lie behind what was read.
    if (found.kind === 'partial' && at > 0 && offset + found.needs <= end) break;
    damaged += 1;
    at += 1;
  }
  return { payloads, next: offset + at, damagedBytes: damaged };
}
