import { parentPort, workerData } from 'node:worker_threads';
import { atOnce } from '../../dist/src/runtime/cooperative-task.js';
import { buildingTermIndex } from '../../dist/src/moderation/text/terms/term-index.js';

const start = performance.now();
const index = atOnce(buildingTermIndex(workerData));
const ms = performance.now() - start;

/** Of all typed arrays, however deep. */
function bytesIn(value) {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return Object.values(value).reduce((sum, each) => sum + bytesIn(each), 0);
}

parentPort.postMessage([ms, bytesIn(index)]);
