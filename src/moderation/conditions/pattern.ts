import { RE2JS } from 're2js';

/** Linear is not cheap: beyond this size a pattern takes milliseconds on a remark. */
const MAX_PATTERN_SIZE = 300;

/** Characters. Longer ones are not even compiled. */
const MAX_PATTERN_LENGTH = 1_000;

/** A compiled pattern, found anywhere in a text in time linear in the text. */
export class Pattern {
  private constructor(private readonly compiled: RE2JS) {}

  /** The pattern, or what is wrong with it in words that go after "the pattern". */
  static of(source: string): Pattern | string {
    if (source.length > MAX_PATTERN_LENGTH) {
      return `is ${source.length} characters long; ${MAX_PATTERN_LENGTH} are allowed`;
    }
    try {
      const compiled = RE2JS.compile(source);
      const size = compiled.programSize();
      if (size > MAX_PATTERN_SIZE)
        return `costs too much: its size is ${size}, and ${MAX_PATTERN_SIZE} is allowed`;
      return new Pattern(compiled);
    } catch (error) {
      return `is not one: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  isFoundIn(text: string): boolean {
    return this.compiled.test(text);
  }
}
