import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { positionAt, type Position } from './text-position.js';

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

/** Why a text is no JSON, and where. */
export interface JsonSyntaxError {
  readonly error: string;
  readonly position: Position | null;
}

/** @param error what `JSON.parse` threw */
export function syntaxErrorOf(text: string, error: unknown): JsonSyntaxError {
  if (text.trim() === '') return { error: 'the file is empty', position: null };
  const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/mu.exec(text);
  if (marker !== null) return { error: 'a merge was not finished', position: positionAt(text, marker.index) };
  if (/^\s*<(?:!doctype|html|head|body)/iu.test(text))
    return { error: 'it is a web page', position: positionAt(text, 0) };
  const found = firstError(text);
  if (found !== null) return placed(text, found);
  return { error: error instanceof Error ? error.message : String(error), position: null };
}

function placed(text: string, { error, offset }: ParseError): JsonSyntaxError {
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
