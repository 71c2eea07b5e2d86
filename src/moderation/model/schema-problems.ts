import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';
import { valueInWords } from './value-in-words.js';
import { pointer, type Problem } from './problem.js';

type Issue = z.core.$ZodIssue;

/** Where a value stands in its document, and which keys may stand in its outermost object. */
interface Place {
  readonly at?: string;
  readonly keys?: readonly string[];
}

/** A value by its schema, or everything that is wrong with it, with pointers that begin with `at`. */
export function parseBySchema<T>(
  schema: z.ZodType<T>,
  json: unknown,
  place: Place = {},
): { readonly data: T } | { readonly problems: readonly Problem[] } {
  try {
    const parsed = schema.safeParse(json);
    return parsed.success ? { data: parsed.data } : { problems: problemsOfIssues(parsed.error, json, place) };
  } catch {
    // The schema's checks of length fail on an object that stands for a list and has a "length" of its own.
    const message = 'it cannot be read: objects stand where lists or texts are wanted';
    return { problems: [{ at: place.at ?? '', message }] };
  }
}

function problemsOfIssues(
  error: z.ZodError,
  json: unknown,
  { at = '', keys = [] }: Place,
): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, json, at, keys));
}

function problemsOfIssue(
  issue: Issue,
  json: unknown,
  root: string,
  keys: readonly string[],
): readonly Problem[] {
  const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const at = root + pointer(...steps);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      at: at + pointer(key),
      message: `nothing here is called "${key}"`,
      hint: (steps.length === 0 ? didYouMean(key, keys) : undefined) ?? 'leave it out, or mend its name',
    }));
  }
  const value = valueOf(json, steps);
  if (value === undefined) return [{ at, message: `"${String(steps.at(-1) ?? '')}" is missing` }];
  const choices = choicesOf(issue);
  if (choices !== null) return [choiceProblem(at, choices, value)];
  return [{ at, message: messageOf(issue, value) }];
}

function choicesOf(issue: Issue): readonly unknown[] | null {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
    ? issue.options
    : null;
}

function choiceProblem(at: string, choices: readonly unknown[], value: unknown): Problem {
  const names = choices.map((each) => JSON.stringify(each));
  const message = `${joinWithOr(names)} is wanted, and this is ${JSON.stringify(value) ?? 'nothing'}`;
  const hint = typeof value === 'string' ? didYouMean(value, choices.map(String)) : undefined;
  return hint === undefined ? { at, message } : { at, message, hint };
}

function joinWithOr(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function messageOf(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_type') {
    const is = issue.expected === 'int' && typeof value === 'number' ? String(value) : valueInWords(value);
    return `${kinds[issue.expected] ?? issue.expected} is wanted, and this is ${is}`;
  }
  if (issue.code === 'too_small') return bound(issue.origin, 'at least', issue.minimum);
  if (issue.code === 'too_big') return bound(issue.origin, 'at most', issue.maximum);
  return issue.message;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const counted: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' elements long',
  set: ' elements long',
};

function bound(origin: string, which: 'at least' | 'at most', limit: number | bigint): string {
  if (which === 'at least' && limit === 1 && origin in counted) return 'it must not be empty';
  return `it must be ${which} ${String(limit)}${counted[origin] ?? ''}`;
}

function valueOf(json: unknown, steps: readonly (string | number)[]): unknown {
  let at = json;
  for (const step of steps) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
