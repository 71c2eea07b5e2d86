import { open, type FileHandle } from 'node:fs/promises';
import { SEGMENT_MAGIC } from './frame.js';
import { removeFile, segmentPath } from './segment-file.js';

/** Appends to one segment. What fails leaves nothing behind: the file is cut back to its last good byte. */
export class SegmentWriter {
  /** The file could not be cut back, or a sync failed: nothing more may be written to it. */
  broken = false;

  private constructor(
    readonly number: number,
    private readonly file: FileHandle,
    private size: number,
  ) {}

  /** Begins a segment. Rejects, and leaves no file, when the disk refuses it. */
  static async create(directory: string, number: number): Promise<SegmentWriter> {
    const path = segmentPath(directory, number);
    const file = await open(path, 'wx');
    const writer = new SegmentWriter(number, file, 0);
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
    } catch (error) {
      await this.cutBack();
      throw error;
    }
    try {
      await this.file.datasync();
    } catch (error) {
      // After a failed sync the kernel may hold pages for clean that never reached the disk: no later sync can be believed.
      this.broken = true;
      await this.cutBack();
      throw error;
    }
    this.size += bytes.length;
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
