import { setImmediate as othersFirst } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { bufferOf } from '../../policy/lists/file/list-file.js';
import type { IndexedEntries } from '../../policy/lists/indexed-entries.js';
import { lowerThreadPriority } from '../../runtime/lower-thread-priority.js';
import { placesByNumber, type LayeredList } from '../../policy/lists/layered-list.js';
import { LongList } from '../../policy/lists/long-list.js';
import { transferableBuffers } from './transferable-buffers.js';
import type { WorkerResponse, WorkerRequest } from '../../runtime/worker-client.js';
import type { CompileResponse, CompileRequest, SentLayers, SentLayer } from './messages.js';

/** How long a base is made without looking whether a file is to be read, in milliseconds. */
const SLICE_MS = 20;

const lists = new Map<string, LongList>();
const sent = new WeakMap<IndexedEntries, number>();
let layers = 0;
let compacting = false;

lowerThreadPriority();
parentPort?.on('message', ({ id, body: files }: WorkerRequest<readonly CompileRequest[]>) => {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of lists.keys()) if (!paths.has(path)) lists.delete(path);
  const answer: WorkerResponse<readonly CompileResponse[]> = { id, body: files.map(compile) };
  parentPort?.postMessage(answer, [...transferableBuffers(answer)]);
  void compactLists();
});

function compile({ path, name, kind, bytes }: CompileRequest): CompileResponse {
  try {
    const list = lists.get(path) ?? new LongList({ name, kind });
    lists.set(path, list);
    const read = runSync(list.updating(bufferOf(bytes)));
    return read.kind === 'read' ? { kind: 'read', parts: layersOf(read.list) } : read;
  } catch (error) {
    lists.delete(path);
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function layersOf(list: LayeredList): SentLayers {
  const { revision, base, delta, order, addedFrom } = list;
  return {
    revision,
    base: sentLayer(base),
    delta: delta === null ? null : sentLayer(delta),
    order: order.slice(),
    places: placesByNumber(list),
    addedFrom,
  };
}

/** Its index goes to the other thread for good. */
function sentLayer(indexed: IndexedEntries): SentLayer {
  const before = sent.get(indexed);
  if (before !== undefined) return { number: before, layer: null };
  layers += 1;
  sent.set(indexed, layers);
  return { number: layers, layer: { entries: indexed.entries, index: indexed.index } };
}

/** Makes new bases of lists that changed much, one after the other, whenever there is nothing else to do. */
async function compactLists(): Promise<void> {
  if (compacting) return;
  compacting = true;
  for (;;) {
    const outgrown = [...lists.values()].find(({ needsCompaction }) => needsCompaction);
    if (outgrown === undefined) break;
    await runWhenIdle(outgrown.compacting());
  }
  compacting = false;
}

async function runWhenIdle(work: CooperativeTask<void>): Promise<void> {
  for (let since = performance.now(); work.next().done !== true;) {
    if (performance.now() - since < SLICE_MS) continue;
    await othersFirst();
    since = performance.now();
  }
}
