import { setImmediate as othersFirst } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { atOnce, type Sliced } from '../../runtime/cooperative-task.js';
import { bytesOf } from '../../policy/lists/list-file.js';
import type { IndexedSlab } from '../../policy/lists/indexed-entries.js';
import { goBehind } from '../../runtime/lower-thread-priority.js';
import { placesOf, type KeptList } from '../../policy/lists/layered-list.js';
import { LongList } from '../../policy/lists/long-list.js';
import { buffersIn } from './transferable-buffers.js';
import type { Answer, Question } from '../../runtime/worker-client.js';
import type { DeliveredList, OrderedFile, SentParts, SentSlab } from './messages.js';

/** How long a base is made without looking whether a file is to be read, in milliseconds. */
const SLICE_MS = 20;

const lists = new Map<string, LongList>();
const sent = new WeakMap<IndexedSlab, number>();
let slabs = 0;
let renewing = false;

goBehind();
parentPort?.on('message', ({ number, question: files }: Question<readonly OrderedFile[]>) => {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of lists.keys()) if (!paths.has(path)) lists.delete(path);
  const answer: Answer<readonly DeliveredList[]> = { number, answer: files.map(delivered) };
  parentPort?.postMessage(answer, [...buffersIn(answer)]);
  void renewWorn();
});

function delivered({ path, name, kind, bytes }: OrderedFile): DeliveredList {
  try {
    const list = lists.get(path) ?? new LongList({ name, kind });
    lists.set(path, list);
    const read = atOnce(list.reading(bytesOf(bytes)));
    return read.kind === 'read' ? { kind: 'read', parts: partsOf(read.list) } : read;
  } catch (error) {
    lists.delete(path);
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function partsOf(list: KeptList): SentParts {
  const { revision, base, late, order, addedFrom } = list;
  return {
    revision,
    base: slabOf(base),
    late: late === null ? null : slabOf(late),
    order: order.slice(),
    places: placesOf(list),
    addedFrom,
  };
}

/** Its index goes to the other thread for good. */
function slabOf(indexed: IndexedSlab): SentSlab {
  const before = sent.get(indexed);
  if (before !== undefined) return { number: before, part: null };
  slabs += 1;
  sent.set(indexed, slabs);
  return { number: slabs, part: { slab: indexed.slab, index: indexed.index } };
}

/** Makes new bases of lists that changed much, one after the other, whenever there is nothing else to do. */
async function renewWorn(): Promise<void> {
  if (renewing) return;
  renewing = true;
  for (;;) {
    const worn = [...lists.values()].find(({ isWorn }) => isWorn);
    if (worn === undefined) break;
    await whenIdle(worn.renewing());
  }
  renewing = false;
}

async function whenIdle(work: Sliced<void>): Promise<void> {
  for (let since = performance.now(); work.next().done !== true;) {
    if (performance.now() - since < SLICE_MS) continue;
    await othersFirst();
    since = performance.now();
  }
}
