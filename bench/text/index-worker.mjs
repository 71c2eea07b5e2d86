import { parentPort, workerData } from 'node:worker_threads';
import { runSync } from '../../dist/src/runtime/cooperative-task.js';
import { buildTermIndex } from '../../dist/src/moderation/text/terms/term-index.js';

const start = performance.now();
const index = runSync(buildTermIndex(workerData));
const ms = performance.now() - start;

/** The bytes of all typed arrays in a value, at any depth. */
function bytesIn(value) {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return Object.values(value).reduce((sum, each) => sum + bytesIn(each), 0);
}

parentPort.postMessage([ms, bytesIn(index)]);
