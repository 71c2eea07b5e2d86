import type { Json } from '../../moderation/model/json.js';

/** A JSON object as it came in; its members are not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** How deep a value may nest that is kept without being understood. */
const MAX_DEPTH = 100;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names the kind of a JSON value, for a sentence. */
export function describeJsonKind(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === '' ? 'empty text' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The members of an object for which `isKept` holds; `undefined` when there are none. */
export function membersToKeep(
  sent: unknown,
  isKept: (name: string, value: unknown) => boolean,
): Record<string, Json> | undefined {
  if (!isJsonObject(sent)) return undefined;
  let kept: [string, Json][] | undefined;
  for (const name of Object.keys(sent)) {
    if (isKept(name, sent[name])) (kept ??= []).push([name, storableJson(sent[name])]);
  }
  // fromEntries defines its properties, so that a member called __proto__ is one like any other.
  return kept === undefined ? undefined : Object.fromEntries(kept);
}

/** Parsed JSON as it is; but a value that nests so deep that writing it could exhaust the stack becomes a remark saying so. */
export function storableJson(parsed: unknown): Json {
  return isShallow(parsed, MAX_DEPTH) ? parsed : `(nested more than ${MAX_DEPTH} levels deep, not kept)`;
}

/** The value comes from `JSON.parse`, so it is JSON unless it nests too deep. */
function isShallow(parsed: unknown, levels: number): parsed is Json {
  if (typeof parsed !== 'object' || parsed === null) return true;
  return levels > 0 && Object.values(parsed).every((member) => isShallow(member, levels - 1));
}
