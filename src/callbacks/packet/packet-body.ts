import type { Json } from '../../moderation/model/json.js';
import type { Problem } from '../../moderation/model/problem.js';

/** A JSON object as it came in: what its members are is yet to be seen. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type PacketBody =
  | { readonly kind: 'object'; readonly fields: JsonObject }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly problem: Problem };

/** How deep a value may nest that is kept without being understood. */
const MAX_DEPTH = 100;

/**
 * Reads a request's body. A byte-order mark is skipped, and any kind of space may stand between values: the platform's own
 * page indents a sample by no-break spaces. Bytes that are no UTF-8 become U+FFFD: a refusal would let the whole packet pass
 * unjudged.
 */
export function parsePacketBody(body: Buffer): PacketBody {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return { kind: 'empty' };
  let sent: unknown;
  try {
    sent = parseJson(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return broken(`is not JSON (${text.length} characters): ${why}`);
  }
  return isJsonObject(sent)
    ? { kind: 'object', fields: sent }
    : broken(`is ${describeJsonKind(sent)} where an object belongs`);
}

/** Strings, each to its end also where it has none, and the spaces between that JSON does not know. */
const STRING_OR_SPACE = /"(?:[^"\\]+|\\.?)*"?|[^\S \t\r\n]/gs;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const spaced = text.replace(STRING_OR_SPACE, (part) => (part.startsWith('"') ? part : ' '));
    if (spaced === text) throw error;
    return JSON.parse(spaced);
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a JSON value is, for a sentence. */
export function describeJsonKind(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === '' ? 'empty text' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The members of an object that have no name of ours; `undefined` when there are none. */
export function unknownMembersOf(
  sent: unknown,
  isKnown: (name: string) => boolean,
): Record<string, Json> | undefined {
  if (!isJsonObject(sent)) return undefined;
  let extra: [string, Json][] | undefined;
  for (const name of Object.keys(sent)) {
    if (!isKnown(name)) (extra ??= []).push([name, storableJson(sent[name])]);
  }
  // fromEntries defines its properties, so that a member called __proto__ is one like any other.
  return extra === undefined ? undefined : Object.fromEntries(extra);
}

/** Parsed JSON as it is; but a value that nests so deep that writing it could exhaust the stack becomes a remark saying so. */
export function storableJson(parsed: unknown): Json {
  return isShallow(parsed, MAX_DEPTH) ? parsed : `(nested more than ${MAX_DEPTH} levels deep, not kept)`;
}

/** Of what JSON.parse gives, only the depth is in question. */
function isShallow(parsed: unknown, levels: number): parsed is Json {
  if (typeof parsed !== 'object' || parsed === null) return true;
  return levels > 0 && Object.values(parsed).every((member) => isShallow(member, levels - 1));
}

function broken(message: string): PacketBody {
  return { kind: 'broken', problem: { at: '', message } };
}
