import { listOf, type Operand } from './operand.js';

/** One pair of operand types that an operator accepts: the fact on the left, the value on the right. */
export interface OperatorSignature {
  readonly left: Operand;
  readonly right: Operand;
}

/** An operator as the validator, the reference page and the console's menus read it. */
export interface OperatorDescriptor {
  readonly name: string;
  /** For staff: what stands between fact and value in a sentence, and what it does exactly. */
  readonly words: { readonly label: string; readonly help: string };
  readonly signatures: readonly OperatorSignature[];
}

/** Written before an operator and a colon, it changes what that operator compares. Several may stand in a row. */
export interface DecoratorDescriptor {
  readonly name: string;
  readonly words: { readonly label: string; readonly help: string };
  /** The signature of the decorated operator, made of the plain one. */
  decorated(signature: OperatorSignature): OperatorSignature;
}

const text = { kind: 'text' } as const;
const number = { kind: 'number' } as const;
const texts = listOf(text);

const sameKind: readonly OperatorSignature[] = (['text', 'number', 'boolean'] as const).map((kind) => ({
  left: { kind },
  right: { kind, orNull: true },
}));
const member: readonly OperatorSignature[] = (['text', 'number'] as const).map((kind) => ({
  left: { kind },
  right: listOf({ kind, orNull: true }),
}));
const numbers: readonly OperatorSignature[] = [{ left: number, right: number }];
const elements: readonly OperatorSignature[] = [{ left: texts, right: text }];
const plainText: readonly OperatorSignature[] = [{ left: text, right: text }];

const nullNever = 'A value that is null is none.';

const operators: readonly OperatorDescriptor[] = [
  operator('equal', 'is', 'The same value; letters in the same case. null is a value too.', sameKind),
  operator('notEqual', 'is not', 'Anything but this value; null is a value too.', sameKind),
  operator('in', 'is one of', 'Any of the values in the list.', member),
  operator('notIn', 'is none of', 'None of the values in the list.', member),
  operator('contains', 'contains', 'The list has this text as one of its elements.', elements),
  operator(
    'doesNotContain',
    'does not contain',
    'No element of the list is this text. A list that is null contains nothing, and is not matched either.',
    elements,
  ),
  operator('lessThan', 'is less than', `Below the number. ${nullNever}`, numbers),
  operator('lessThanInclusive', 'is at most', `The number or less. ${nullNever}`, numbers),
  operator('greaterThan', 'is more than', `Above the number. ${nullNever}`, numbers),
  operator('greaterThanInclusive', 'is at least', `The number or more. ${nullNever}`, numbers),
  operator(
    'startsWith',
    'starts with',
    'The text begins with exactly these characters; letters in the same case.',
    plainText,
  ),
  operator(
    'endsWith',
    'ends with',
    'The text ends with exactly these characters; letters in the same case.',
    plainText,
  ),
  operator(
    'containsText',
    'has in it',
    'These characters stand anywhere in the text; letters in the same case.',
    plainText,
  ),
  operator(
    'matches',
    'matches the pattern',
    'The RE2 pattern is found anywhere in the text. ^ and $ tie it to the ends, (?i) ignores case.',
    [{ left: text, right: { kind: 'pattern' } }],
  ),
];

/** Every operator a rule may use, by name, without decorators. */
export const operatorCatalogue: ReadonlyMap<string, OperatorDescriptor> = new Map(
  operators.map((each) => [each.name, each]),
);

const decorators: readonly DecoratorDescriptor[] = [
  {
    name: 'not',
    words: { label: 'not', help: 'Turns the comparison round. Unknown stays unknown.' },
    decorated: (signature) => signature,
  },
  {
    name: 'swap',
    words: { label: 'the other way round', help: 'The value stands left of the operator, the fact right.' },
    decorated: ({ left, right }) => ({ left: right, right: left }),
  },
  {
    name: 'someFact',
    words: { label: 'any element', help: 'At least one element of the fact compares so.' },
    decorated: ({ left, right }) => ({ left: listOf(left), right }),
  },
  {
    name: 'everyFact',
    words: { label: 'each element', help: 'Every element of the fact compares so; an empty list does.' },
    decorated: ({ left, right }) => ({ left: listOf(left), right }),
  },
  {
    name: 'someValue',
    words: { label: 'any of the values', help: 'At least one of the listed values compares so.' },
    decorated: ({ left, right }) => ({ left, right: listOf(right) }),
  },
  {
    name: 'everyValue',
    words: { label: 'each of the values', help: 'Every listed value compares so; an empty list does.' },
    decorated: ({ left, right }) => ({ left, right: listOf(right) }),
  },
];

/** Every decorator a rule may use, by name. */
export const decoratorCatalogue: ReadonlyMap<string, DecoratorDescriptor> = new Map(
  decorators.map((each) => [each.name, each]),
);

/** The signatures of an operator with its decorators: `someFact:startsWith`. `unknown` is the part of the name that does not exist. */
export function signaturesOf(
  name: string,
):
  | { readonly signatures: readonly OperatorSignature[] }
  | { readonly unknown: string; readonly part: 'operator' | 'decorator' } {
  const colon = name.indexOf(':');
  if (colon < 0) {
    const found = operatorCatalogue.get(name);
    return found === undefined ? { unknown: name, part: 'operator' } : { signatures: found.signatures };
  }
  const decorator = decoratorCatalogue.get(name.slice(0, colon));
  if (decorator === undefined) return { unknown: name.slice(0, colon), part: 'decorator' };
  const inner = signaturesOf(name.slice(colon + 1));
  return 'unknown' in inner
    ? inner
    : { signatures: inner.signatures.map((each) => decorator.decorated(each)) };
}

function operator(
  name: string,
  label: string,
  help: string,
  signatures: readonly OperatorSignature[],
): OperatorDescriptor {
  return { name, words: { label, help }, signatures };
}
