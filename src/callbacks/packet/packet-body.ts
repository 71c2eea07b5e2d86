import type { Problem } from '../../moderation/model/problem.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { packetShape, unansweredElementsIn } from './packet-schemas.js';
import { describeJsonKind, isJsonObject, type JsonObject } from './json-object.js';
import { tolerantJson, type TolerantJson } from './tolerant-json.js';

export type PacketBody =
  | {
      readonly kind: 'object';
      readonly fields: JsonObject;
      /** Values and elements that were left out because they were large or too many; absent where there are none. */
      readonly dropped?: Pick<TolerantJson, 'droppedValues' | 'droppedElements'>;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly problem: Problem };

/**
 * Bytes that `JSON.parse` may be given as they are. It holds up everything else while it runs, and takes tens of milliseconds for a megabyte of
 * brackets or of different names: a longer body goes through the tolerant pass, which drops what is not read.
 */
export const MAX_DIRECT_BYTES = 65_536;

/**
 * Reads a request's body. A byte-order mark is skipped; bytes that are no UTF-8 become U+FFFD. A body that is no strict JSON is read once more,
 * tolerantly: a refusal would let the whole packet pass unjudged.
 */
export function parsePacketBody(body: Buffer): PacketBody {
  return runSync(packetBodyTask(body));
}

/** `parsePacketBody` with pauses, for a body of more than `MAX_DIRECT_BYTES`. */
export function* packetBodyTask(body: Buffer): CooperativeTask<PacketBody> {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return yield* body.length <= MAX_DIRECT_BYTES ? parseStrictlyFirst(text) : parseTolerantly(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return broken(`is not JSON (${text.length} characters): ${why}`);
  }
}

function* parseStrictlyFirst(text: string): CooperativeTask<PacketBody> {
  let strictError: unknown;
  try {
    return withDroppedElements(objectBody(JSON.parse(text)));
  } catch (error) {
    strictError = error;
  }
  try {
    const read = yield* parseTolerantly(text);
    if (read.kind === 'object') return read;
  } catch {
    // The strict error says where the text stops being JSON.
  }
  throw strictError;
}

function* parseTolerantly(text: string): CooperativeTask<PacketBody> {
  if (/^\s*\[/.test(text)) return objectBody([]);
  if (!/^\s*\{/.test(text)) return objectBody(JSON.parse(text));
  const { text: strict, droppedValues, droppedElements } = yield* tolerantJson(text, packetShape);
  yield;
  const read = objectBody(JSON.parse(strict));
  if (droppedValues + droppedElements === 0 || read.kind !== 'object') return read;
  return { ...read, dropped: { droppedValues, droppedElements } };
}

/** Says how many elements of a list are left out when the packet is read. */
function withDroppedElements(body: PacketBody): PacketBody {
  if (body.kind !== 'object') return body;
  const droppedElements = unansweredElementsIn(body.fields);
  return droppedElements === 0 ? body : { ...body, dropped: { droppedValues: 0, droppedElements } };
}

function objectBody(sent: unknown): PacketBody {
  if (isJsonObject(sent)) return { kind: 'object', fields: sent };
  return broken(`is ${describeJsonKind(sent)} where an object belongs`);
}

function broken(message: string): PacketBody {
  return { kind: 'broken', problem: { at: '', message } };
}
