import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RejectedRecord } from './record-sink.js';

/** The last resort for a record that not even `journal_reject` takes: a file of JSON lines beside the journal. */
export class RejectsFile {
  readonly path: string;

  constructor(directory: string) {
    this.path = join(directory, 'rejected.jsonl');
  }

  async append(reject: RejectedRecord): Promise<void> {
    await appendFile(this.path, `${JSON.stringify(reject)}\n`, { mode: 0o600 });
  }
}
