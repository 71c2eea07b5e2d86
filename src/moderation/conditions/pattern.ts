import { RE2JS } from 're2js';

/** Linear is not cheap: beyond this size a pattern takes milliseconds on a remark. */
const PATTERN_SIZE_LIMIT = 300;

/** Characters. Longer ones are not even compiled. */
const PATTERN_LENGTH_LIMIT = 1_000;

/** A compiled pattern, found anywhere in a text in time linear in the text. */
export class Pattern {
  private constructor(private readonly compiled: RE2JS) {}

  /** The pattern, or what is wrong with it in words that go after "the pattern". */
  static of(source: string): Pattern | string {
    if (source.length > PATTERN_LENGTH_LIMIT) {
      return `is ${source.length} characters long; ${PATTERN_LENGTH_LIMIT} are allowed`;
    }
    try {
      const compiled = RE2JS.compile(source);
      const size = compiled.programSize();
      if (size > PATTERN_SIZE_LIMIT)
        return `costs too much: its size is ${size}, and ${PATTERN_SIZE_LIMIT} is allowed`;
      return new Pattern(compiled);
    } catch (error) {
      return `is not one: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  foundIn(text: string): boolean {
    return this.compiled.test(text);
  }
}
