import { createScanner, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parseJson, type Json } from '../../moderation/model/json.js';
import { pointer } from '../../moderation/model/problem.js';

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

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
  | { readonly error: string; readonly position: Position | null };

/** Reads JSON as `JSON.parse` does: of a repeated key, the last counts. */
export function parseJsonDocument(text: string): JsonDocument {
  try {
    const document = parseJson(text);
    return { document, ...lossesOf(text) };
  } catch (error) {
    return syntaxError(text, error);
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

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/u);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
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

/** By the names that the parser gives its errors. */
const meanings: Readonly<Record<string, string>> = {
  InvalidSymbol:
    'names and texts stand in double quotes, and the only words beside them are true, false and null',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'something follows after its end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the quotes of a text are not closed on its line',
  InvalidNumberFormat: 'a number is written in another way than JSON knows',
  UnexpectedEndOfNumber: 'a number is cut short',
  InvalidUnicode: String.raw`\u is followed by four hexadecimal digits`,
  InvalidEscapeCharacter: String.raw`an escape is one of \" \\ \/ \b \f \n \r \t \u0000`,
  InvalidCharacter: 'a text holds a control character, such as a tab or a line break',
};

type SyntaxError = Extract<JsonDocument, { error: string }>;

function syntaxError(text: string, error: unknown): SyntaxError {
  if (text.trim() === '') return { error: 'the file is empty', position: null };
  const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/mu.exec(text);
  if (marker !== null) return { error: 'a merge was not finished', position: positionAt(text, marker.index) };
  if (/^\s*<(?:!doctype|html|head|body)/iu.test(text))
    return { error: 'it is a web page', position: positionAt(text, 0) };
  const found = firstError(text);
  if (found !== null) return placed(text, found);
  return { error: error instanceof Error ? error.message : String(error), position: null };
}

function placed(text: string, { error, offset }: ParseError): SyntaxError {
  const name = printParseErrorCode(error);
  const end = text.slice(0, offset).trimEnd().length;
  if (/[}\]]/u.test(text[offset] ?? '') && text[end - 1] === ',')
    return { error: 'a comma is too many', position: positionAt(text, end - 1) };
  const wrongEnd = /^[}\]]/u.exec(text.slice(offset))?.[0];
  if (name === 'CommaExpected' && wrongEnd !== undefined)
    return { error: `a ${wrongEnd === '}' ? ']' : '}'} is missing`, position: positionAt(text, offset) };
  if (name === 'CommaExpected') {
    // 01 is read as 0 and another number.
    const isNumber = end === offset && /\d/u.test(text[offset] ?? '');
    return {
      error: isNumber ? 'a number begins with 0' : 'a comma is missing',
      position: positionAt(text, end),
    };
  }
  return { error: meanings[name] ?? name, position: positionAt(text, offset) };
}

function firstError(text: string): ParseError | null {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // It recurses, and the text may be nested too deeply for that.
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
  return errors.toSorted((a, b) => a.offset - b.offset)[0] ?? null;
}
