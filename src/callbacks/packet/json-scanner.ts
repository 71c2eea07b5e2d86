import { JsonOutput } from './json-output.js';

/** Where a text is not JSON even by the tolerant reading, and what would have to stand there. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  constructor(at: number, expected: string) {
    super(`${expected} expected at position ${at}`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const COMMA = 0x2c;
const COLON = 0x3a;
const LOWER_U = 0x75;
const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;
/** Both closing brackets follow their opening ones at this distance. */
const TO_CLOSING = 2;

const SIMPLE_ESCAPES = new Set([...'"\\/bfnrt'].map((each) => each.charCodeAt(0)));
const CONTROL_ESCAPES: readonly string[] = Array.from({ length: 0x20 }, (_, code) =>
  JSON.stringify(String.fromCharCode(code)).slice(1, -1),
);

/**
 * Reads JSON token by token and writes it as strict JSON without spaces. It tolerates control characters inside strings and any kind of space
 * between tokens. Values are read without recursion, so that no nesting exhausts the stack. Throws a `JsonFault`.
 */
export class JsonScanner {
  at = 0;
  readonly output: JsonOutput;
  /** Opening brackets of the containers around the value that is being read. */
  private stack = new Uint8Array(1_024);

  constructor(readonly text: string) {
    this.output = new JsonOutput(text.length);
  }

  /** The UTF-16 unit at the position; -1 at the end. */
  peek(): number {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
  }

  skipSpace(): void {
    while (isSpace(this.peek())) this.at += 1;
  }

  /** Copies one unit that must stand here, and skips the space behind it. */
  punctuation(unit: number, expected: string): void {
    if (this.peek() !== unit) throw new JsonFault(this.at, expected);
    this.output.push(unit);
    this.at += 1;
    this.skipSpace();
  }

  /** Copies a member's name and its colon. */
  memberName(): void {
    if (this.peek() !== QUOTE) throw new JsonFault(this.at, 'the name of a member');
    this.string();
    this.skipSpace();
    this.punctuation(COLON, 'a colon');
  }

  /** Copies a value of any kind. Gives how deep it nests: 0 for a string, number or literal. */
  value(): number {
    let depth = 0;
    let deepest = 0;
    for (;;) {
      const unit = this.peek();
      if (unit === OPEN_OBJECT || unit === OPEN_LIST) {
        this.enter(unit, depth);
        depth += 1;
        if (depth > deepest) deepest = depth;
        if (this.peek() !== unit + TO_CLOSING) {
          if (unit === OPEN_OBJECT) this.memberName();
          continue;
        }
      } else {
        this.scalar(unit);
      }
      depth = this.leave(depth);
      if (depth === 0) return deepest;
    }
  }

  private enter(opening: number, depth: number): void {
    if (depth === this.stack.length) {
      const larger = new Uint8Array(this.stack.length * 2);
      larger.set(this.stack);
      this.stack = larger;
    }
    this.stack[depth] = opening;
    this.output.push(opening);
    this.at += 1;
    this.skipSpace();
  }

  /** Copies the closing brackets behind a value, and what leads to the next one. Gives the depth that is left. */
  private leave(before: number): number {
    let depth = before;
    while (depth > 0) {
      const opening = this.stack[depth - 1] ?? 0;
      this.skipSpace();
      if (this.peek() === COMMA) {
        this.punctuation(COMMA, 'a comma');
        if (opening === OPEN_OBJECT) this.memberName();
        return depth;
      }
      if (this.peek() !== opening + TO_CLOSING) throw new JsonFault(this.at, 'a comma or a closing bracket');
      this.output.push(opening + TO_CLOSING);
      this.at += 1;
      depth -= 1;
    }
    return depth;
  }

  private scalar(unit: number): void {
    if (unit === QUOTE) this.string();
    else if (unit === MINUS || isDigit(unit)) this.number();
    else if (this.text.startsWith('true', this.at)) this.copy(4);
    else if (this.text.startsWith('false', this.at)) this.copy(5);
    else if (this.text.startsWith('null', this.at)) this.copy(4);
    else throw new JsonFault(this.at, 'a value');
  }

  private string(): void {
    this.copy(1);
    for (;;) {
      const unit = this.peek();
      if (unit < 0) throw new JsonFault(this.at, 'the end of a string');
      if (unit === BACKSLASH) this.escape();
      else if (unit < 0x20) this.controlCharacter(unit);
      else {
        this.output.push(unit);
        this.at += 1;
        if (unit === QUOTE) return;
      }
    }
  }

  private escape(): void {
    const kind = this.text.charCodeAt(this.at + 1);
    if (kind === LOWER_U && /^[\da-fA-F]{4}$/.test(this.text.slice(this.at + 2, this.at + 6))) this.copy(6);
    else if (SIMPLE_ESCAPES.has(kind)) this.copy(2);
    else throw new JsonFault(this.at, 'an escape');
  }

  private controlCharacter(unit: number): void {
    this.output.pushText(CONTROL_ESCAPES[unit] ?? '');
    this.at += 1;
  }

  private number(): void {
    if (this.peek() === MINUS) this.copy(1);
    if (this.peek() === 0x30) this.copy(1);
    else this.digits();
    if (this.peek() === 0x2e) {
      this.copy(1);
      this.digits();
    }
    if ((this.peek() | 0x20) !== 0x65) return;
    this.copy(1);
    if (this.peek() === MINUS || this.peek() === 0x2b) this.copy(1);
    this.digits();
  }

  private digits(): void {
    if (!isDigit(this.peek())) throw new JsonFault(this.at, 'a digit');
    while (isDigit(this.peek())) this.copy(1);
  }

  private copy(units: number): void {
    for (const end = this.at + units; this.at < end; this.at += 1) {
      this.output.push(this.text.charCodeAt(this.at));
    }
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** White space as JavaScript has it; JSON knows only four of these. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0xa0) return false;
  return unit === 0xa0 || unit === 0xfeff || (unit >= 0x1680 && isWideSpace(unit));
}

function isWideSpace(unit: number): boolean {
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  return [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(unit);
}
