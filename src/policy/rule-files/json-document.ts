import { createScanner } from 'jsonc-parser';
import { parseJson, type Json } from '../../moderation/model/json.js';
import { syntaxErrorOf, type JsonSyntaxError } from './json-syntax-error.js';
import { positionAt, type Position } from './text-position.js';
import { pointer } from '../../moderation/model/problem.js';

/** A key that stands in one object more than once. */
export interface RepeatedKey {
  readonly key: string;
  /** JSON pointer of the object's member. */
  readonly at: string;
  readonly first: Position;
  readonly again: Position;
}

/** A number that cannot be kept as it is written. */
export interface RoundedNumber extends Position {
  /** JSON pointer. */
  readonly at: string;
  readonly written: string;
  readonly read: number;
}

export type JsonDocument =
  | {
      readonly document: Json;
      readonly repeated: readonly RepeatedKey[];
      readonly rounded: readonly RoundedNumber[];
    }
  | JsonSyntaxError;

/** Reads JSON as `JSON.parse` does: of a repeated key, the last counts. */
export function parseJsonDocument(text: string): JsonDocument {
  try {
    const document = parseJson(text);
    return { document, ...lossesOf(text) };
  } catch (error) {
    return syntaxErrorOf(text, error);
  }
}

/** Where the values stand that JSON pointers lead to. `text` is sound JSON. */
export function positionsOf(text: string, pointers: ReadonlySet<string>): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  walk(text, {
    value(at, offset) {
      if (pointers.has(at)) positions.set(at, positionAt(text, offset));
    },
  });
  return positions;
}

/** Where the document says less than its text. */
function lossesOf(text: string): { readonly repeated: RepeatedKey[]; readonly rounded: RoundedNumber[] } {
  const repeated: RepeatedKey[] = [];
  const rounded: RoundedNumber[] = [];
  walk(text, {
    repeatedKey(at, key, first, again) {
      repeated.push({ key, at, first: positionAt(text, first), again: positionAt(text, again) });
    },
    value(at, offset) {
      const written = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iu.exec(text.slice(offset, offset + MAX_NUMBER))?.[0];
      if (written === undefined) return;
      const read = Number(written);
      const isLost = !Number.isFinite(read) || (/^-?\d+$/u.test(written) && !Number.isSafeInteger(read));
      if (isLost) rounded.push({ at, written, read, ...positionAt(text, offset) });
    },
  });
  return { repeated, rounded };
}

/** Characters of a number that are looked at. */
const MAX_NUMBER = 400;

interface Visitor {
  value?(at: string, offset: number): void;
  repeatedKey?(at: string, key: string, first: number, again: number): void;
}

interface OpenObject {
  readonly at: string;
  readonly keys: Map<string, number>;
  key: string | null;
}

interface OpenArray {
  readonly at: string;
  index: number;
}

/** Goes through the tokens of sound JSON without recursion: nesting of any depth is no danger. */
function walk(text: string, visitor: Visitor): void {
  const scanner = createScanner(text, true);
  const open: (OpenObject | OpenArray)[] = [];
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const within = open.at(-1);
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    if (first === '}' || first === ']') open.pop();
    else if (first === ',') nextMember(within);
    else if (first === ':') continue;
    else if (within !== undefined && 'keys' in within && within.key === null)
      keyRead(within, scanner.getTokenValue(), offset, visitor);
    else {
      const at = placeIn(within);
      visitor.value?.(at, offset);
      if (first === '{') open.push({ at, keys: new Map(), key: null });
      if (first === '[') open.push({ at, index: 0 });
    }
  }
}

function nextMember(within: OpenObject | OpenArray | undefined): void {
  if (within === undefined) return;
  if ('keys' in within) within.key = null;
  else within.index += 1;
}

function keyRead(within: OpenObject, key: string, offset: number, visitor: Visitor): void {
  const first = within.keys.get(key);
  if (first === undefined) within.keys.set(key, offset);
  else visitor.repeatedKey?.(within.at + pointer(key), key, first, offset);
  within.key = key;
}

function placeIn(within: OpenObject | OpenArray | undefined): string {
  if (within === undefined) return '';
  return within.at + pointer('keys' in within ? (within.key ?? '') : within.index);
}
