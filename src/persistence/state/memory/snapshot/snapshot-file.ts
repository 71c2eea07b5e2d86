import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { FRAME_HEADER_BYTES, readFrame } from '../../../journal/segments/frame.js';

/** The file begins and ends with this: its kind and the version of its format. */
const MAGIC = Buffer.from('fgstat01', 'latin1');
/** The offset of the contents and the magic; a file without them is torn. */
const TRAILER_BYTES = 16;
/** Syncs piece by piece, so that no sync of the journal waits for the whole file. */
const SYNC_EVERY_BYTES = 4 * 1024 ** 2;
const MAX_CONTENTS_BYTES = 64 * 1024 ** 2;
/** Numbers of series have 18 bits; a snapshot with higher ones is not used, so that numbering begins anew. */
const MAX_SERIES_NUMBER = 200_000;

const whole = z.int().min(0);
const block = z.tuple([whole, whole]);

const contentsSchema = z.object({
  /** Milliseconds since the epoch: nothing that happened before is missing. */
  at: z.number(),
  /** The seed of the digests. */
  seed: z.tuple([z.int(), z.int()]),
  /** Records from this position on may be missing. */
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
  /** Offset and length of each block of keys, the most recently used at the end. */
  keys: z.array(block),
  /** The table of evicted keys. */
  forgotten: block,
});

/** The contents of a snapshot. */
export type SnapshotContents = z.infer<typeof contentsSchema>;
type Block = z.infer<typeof block>;

/** Writes a snapshot beside the last one, and replaces it when complete. */
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

  /** Replaces the last snapshot by this one. */
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

/** A snapshot whose contents and trailer are valid; its keys are checked as they are read. */
export class SnapshotReader {
  private constructor(
    private readonly file: FileHandle,
    readonly contents: SnapshotContents,
    readonly forgotten: Uint32Array,
  ) {}

  /** Rejects with the reason why it cannot be used; with `ENOENT` when there is none. */
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

  /** The keys, the most recently used first. Rejects at a damaged block. */
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
  // A buffer of its own, so that its words are aligned.
  const buffer = Buffer.from(new ArrayBuffer(length));
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
