import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { FRAME_HEADER_BYTES, readFrame } from '../../../journal/segments/frame.js';

/** Bytes that the file begins and ends with: what it is, and by which version of the format. */
const MAGIC = Buffer.from('fgstat01', 'latin1');
/** Magic and the contents' offset, at the end: without it the file is torn. */
const TRAILER_BYTES = 16;
/** What is written goes to the disk a piece at a time, so that the journal's writes need not wait for all of it. */
const SYNC_EVERY_BYTES = 4 * 1024 ** 2;
const MAX_CONTENTS_BYTES = 64 * 1024 ** 2;
/** Numbers of series have 18 bits; long before they end, numbering begins anew. */
const MAX_SERIES_NUMBER = 200_000;

const whole = z.int().min(0);
const block = z.tuple([whole, whole]);

const contentsSchema = z.object({
  /** Milliseconds since the epoch: nothing that happened before is missing. */
  at: z.number(),
  /** Of the digests. */
  seed: z.tuple([z.int(), z.int()]),
  /** What the journal has from here on may be missing. */
  journal: z.object({ segment: whole, offset: whole }),
  series: z.array(
    z.object({
      number: whole.max(MAX_SERIES_NUMBER),
      app: z.string(),
      name: z.string(),
      keepMs: z.number(),
      keepCount: whole,
      completeFrom: z.number(),
    }),
  ),
  /** Offset and length of each block of keys: those used last at the end. */
  keys: z.array(block),
  /** The table of evicted keys. */
  forgotten: block,
});

/** What a snapshot says of itself. */
export type SnapshotContents = z.infer<typeof contentsSchema>;
type Block = z.infer<typeof block>;

/** Writes one snapshot beside the last one, and takes its place when it is whole. */
export class SnapshotWriter {
  private offset = MAGIC.length;
  private synced = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async create(path: string): Promise<SnapshotWriter> {
    const file = await open(`${path}.new`, 'w', 0o600);
    await file.write(MAGIC, 0, MAGIC.length, 0);
    return new SnapshotWriter(path, file);
  }

  async write(payload: Uint8Array): Promise<Block> {
    const at: Block = [this.offset, FRAME_HEADER_BYTES + payload.length];
    const header = Buffer.alloc(FRAME_HEADER_BYTES);
    header.writeUInt32LE(payload.length, 0);
    header.writeUInt32LE(crc32(payload), 4);
    const { bytesWritten } = await this.file.writev([header, payload], this.offset);
    if (bytesWritten < at[1]) throw new Error('the disk is full');
    this.offset += at[1];
    if (this.offset - this.synced >= SYNC_EVERY_BYTES) {
      this.synced = this.offset;
      await this.file.datasync();
    }
    return at;
  }

  /** Puts it in the place of the last one. */
  async finish(contents: SnapshotContents): Promise<void> {
    const [offset] = await this.write(Buffer.from(JSON.stringify(contents)));
    const end = Buffer.alloc(TRAILER_BYTES);
    end.writeDoubleLE(offset, 0);
    MAGIC.copy(end, 8);
    const { bytesWritten } = await this.file.write(end, 0, TRAILER_BYTES, this.offset);
    if (bytesWritten < TRAILER_BYTES) throw new Error('the disk is full');
    await this.file.sync();
    await this.file.close();
    await rename(`${this.path}.new`, this.path);
  }

  async abandon(): Promise<void> {
    await this.file.close().catch(() => {});
    await rm(`${this.path}.new`, { force: true }).catch(() => {});
  }
}

/** A snapshot that is whole as far as can be seen without reading its keys. */
export class SnapshotReader {
  private constructor(
    private readonly file: FileHandle,
    readonly contents: SnapshotContents,
    readonly forgotten: Uint32Array,
  ) {}

  /** Rejects with the reason why it can't be used; with `ENOENT` when there is none. */
  static async open(path: string): Promise<SnapshotReader> {
    const file = await open(path, 'r');
    try {
      const contents = await contentsOf(file);
      const { buffer, byteOffset, length } = await payloadOf(file, contents.forgotten);
      return new SnapshotReader(file, contents, new Uint32Array(buffer, byteOffset, length / 4));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The keys, those used last first. Rejects at a block that is damaged. */
  async *keys(): AsyncGenerator<Int32Array> {
    for (const each of this.contents.keys.toReversed()) {
      const { buffer, byteOffset, length } = await payloadOf(this.file, each);
      yield new Int32Array(buffer, byteOffset, Math.floor(length / 4));
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function contentsOf(file: FileHandle): Promise<SnapshotContents> {
  const { size } = await file.stat();
  if (size < MAGIC.length + TRAILER_BYTES) throw new Error('it is torn');
  const magic = await readAt(file, 0, MAGIC.length);
  if (!magic.equals(MAGIC)) throw new Error('it was written by another version of friendgate');
  const end = await readAt(file, size - TRAILER_BYTES, TRAILER_BYTES);
  const offset = end.readDoubleLE(0);
  const length = size - TRAILER_BYTES - offset;
  if (!end.subarray(8).equals(MAGIC) || !Number.isInteger(offset) || offset < 0)
    throw new Error('it is torn');
  if (length < FRAME_HEADER_BYTES || length > MAX_CONTENTS_BYTES) throw new Error('it is torn');
  const payload = await payloadOf(file, [offset, length]);
  const parsed = contentsSchema.safeParse(JSON.parse(payload.toString('utf8')));
  if (!parsed.success) throw new Error('it was written by another version of friendgate');
  return parsed.data;
}

async function payloadOf(file: FileHandle, [offset, length]: Block): Promise<Buffer> {
  const found = readFrame(await readAt(file, offset, length), 0);
  if (found.kind !== 'frame') throw new Error('it is damaged');
  return found.payload;
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  // Of its own, so that its words lie where words may lie.
  const buffer = Buffer.from(new ArrayBuffer(length));
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
