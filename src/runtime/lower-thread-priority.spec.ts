import { once } from 'node:events';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { built } from '../../test/support/built.js';

const asked = `
  const { readlinkSync } = require('node:fs');
  const { getPriority } = require('node:os');
  const { basename } = require('node:path');
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData).then(({ lowerThreadPriority }) => {
    lowerThreadPriority();
    const own = Number(basename(readlinkSync('/proc/thread-self')));
    parentPort.postMessage({ own: getPriority(own), first: getPriority(process.pid) });
  });
`;

if (process.platform !== 'linux') {
  process.stderr.write('lower-thread-priority.spec.ts skips what only Linux has: priorities of threads\n');
}

(process.platform === 'linux' ? describe : describe.skip)('a thread that goes behind', () => {
  it('leaves the first thread as it is', async () => {
    const worker = new Worker(asked, {
      eval: true,
      workerData: built('src/runtime/lower-thread-priority.js'),
    });
    const [priorities]: unknown[] = await once(worker, 'message');
    await worker.terminate();
    expect(priorities).toEqual({ own: 10, first: getPriority() });
  });
});
