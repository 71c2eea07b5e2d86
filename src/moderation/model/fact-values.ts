/**
 * The values that a fact can have when it is not `null`; for a list, those of its elements. Checking a rule reports
 * comparisons that come out the same for all of them.
 */
export type FactValues =
  | {
      readonly kind: 'number';
      /** Inclusive; infinite where there is no limit. */
      readonly min: number;
      readonly max: number;
      readonly isWhole: boolean;
    }
  /** A closed set. `aliases`: what people write for a value, in lower case, with the value that they mean. */
  | {
      readonly kind: 'one-of';
      readonly values: readonly string[];
      readonly aliases?: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'text';
      readonly maxUnits: number;
      readonly isLowerCase: boolean;
      /** A pattern that whole values have, and its name in words that go after "it is". */
      readonly shape?: { readonly pattern: RegExp; readonly inWords: string; readonly hint?: string };
    };

/** Whole numbers from `min` to `max`, both included. */
export function wholeNumbers(min: number, max = Number.POSITIVE_INFINITY): FactValues {
  return { kind: 'number', min, max, isWhole: true };
}

export const anyNumber: FactValues = {
  kind: 'number',
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  isWhole: false,
};

export const anyText: Extract<FactValues, { kind: 'text' }> = {
  kind: 'text',
  maxUnits: Number.POSITIVE_INFINITY,
  isLowerCase: false,
};

/** Texts of a shape: `an IP address`. */
export function textsLike(pattern: RegExp, inWords: string, hint?: string): FactValues {
  const shape = hint === undefined ? { pattern, inWords } : { pattern, inWords, hint };
  return { ...anyText, shape };
}

/** In words that go after "it is": `a whole number from 0 to 100`. `null` when they say no more than the type does. */
export function factValuesInWords(values: FactValues): string | null {
  switch (values.kind) {
    case 'one-of':
      return `one of ${values.values.join(', ')}`;
    case 'text':
      return values.shape?.inWords ?? textInWords(values.maxUnits, values.isLowerCase);
    case 'number':
      return numberInWords(values.min, values.max, values.isWhole ? 'a whole number' : 'a number');
  }
}

function textInWords(maxUnits: number, isLowerCase: boolean): string | null {
  const cased = isLowerCase ? 'a text in lower case' : 'a text';
  if (Number.isFinite(maxUnits)) return `${cased} of at most ${maxUnits} UTF-16 units`;
  return isLowerCase ? cased : null;
}

function numberInWords(min: number, max: number, number: string): string | null {
  if (Number.isFinite(min) && Number.isFinite(max)) return `${number} from ${min} to ${max}`;
  if (Number.isFinite(min)) return `${number}, ${min} or more`;
  if (Number.isFinite(max)) return `${number}, ${max} or less`;
  return number === 'a number' ? null : number;
}
