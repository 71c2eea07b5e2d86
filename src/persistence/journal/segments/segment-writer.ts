import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../../runtime/error-code.js';
import { removeFile } from '../../data-dir/remove-file.js';
import { SEGMENT_MAGIC } from './frame.js';
import { segmentPath } from './segment-file.js';

const { O_CREAT, O_DSYNC, O_EXCL, O_WRONLY } = constants;

/** With O_DSYNC a write is durable by itself, as with an fdatasync after it, in one hop to the thread pool instead of two. */
const IS_DURABLE = process.platform === 'linux';
const FLAGS = O_WRONLY | O_CREAT | O_EXCL | (IS_DURABLE ? O_DSYNC : 0);
/** Errors of a write that had no room: no sync has failed then. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Appends to one segment. After a write that failed, the file is cut back to its last good byte. */
export class SegmentWriter {
  /** The file could not be cut back, a sync failed, or the file is gone: nothing more may be written to it. */
  broken = false;

  private constructor(
    readonly number: number,
    private readonly path: string,
    private readonly file: FileHandle,
    private size: number,
  ) {}

  /** Begins a segment. Rejects, and leaves no file, when the disk refuses it. */
  static async create(directory: string, number: number): Promise<SegmentWriter> {
    const path = segmentPath(directory, number);
    const file = await open(path, FLAGS, 0o600);
    const writer = new SegmentWriter(number, path, file, 0);
    try {
      await writer.append(SEGMENT_MAGIC);
      await syncDirectory(directory);
      return writer;
    } catch (error) {
      await file.close();
      await removeFile(path);
      throw error;
    }
  }

  /** Bytes that are durable. */
  get end(): number {
    return this.size;
  }

  /** Resolves once the bytes are durable; rejects when the disk refuses any of them. */
  async append(bytes: Buffer): Promise<void> {
    try {
      await this.writeAll(bytes);
      if (!IS_DURABLE) await this.file.datasync();
    } catch (error) {
      // After a failed sync the kernel may take pages for clean that never reached the disk: no later sync can be believed.
      if (!NO_ROOM.has(errorCode(error) ?? '')) this.broken = true;
      await this.cutBack();
      throw error;
    }
    this.size += bytes.length;
  }

  /** Whether the file still stands under its name. */
  async isInPlace(): Promise<boolean> {
    const [own, named] = await Promise.all([
      this.file.stat(),
      stat(this.path).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return null;
        throw error;
      }),
    ]);
    return named !== null && named.ino === own.ino && named.dev === own.dev;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async writeAll(bytes: Buffer): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.file.write(
        bytes,
        written,
        bytes.length - written,
        this.size + written,
      );
      written += bytesWritten;
    }
  }

  private async cutBack(): Promise<void> {
    try {
      await this.file.truncate(this.size);
    } catch {
      this.broken = true;
    }
  }
}

/** Makes the names in a folder durable. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
