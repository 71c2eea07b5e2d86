import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import type { RepeatedKey, RoundedNumber } from './json-document.js';

/** Problems of a document that says less than its text: repeated keys and rounded numbers. */
export function lossesOf(
  file: string,
  {
    repeated,
    rounded,
  }: { readonly repeated: readonly RepeatedKey[]; readonly rounded: readonly RoundedNumber[] },
): readonly SourceProblem[] {
  return [
    ...repeated.map((each) => problemOfRepeated(file, each)),
    ...rounded.map((each) => problemOfRounded(file, each)),
  ];
}

function problemOfRepeated(file: string, { key, at, first, again }: RepeatedKey): SourceProblem {
  const [one, other] = [first, again].map(({ line, column }) => `line ${line}, column ${column}`);
  return {
    file,
    at,
    ...again,
    message: `the key "${key}" stands twice in one object: in ${one} and in ${other}`,
    hint: 'only the last counts: remove one, or join them',
    weight: 'tightened',
  };
}

function problemOfRounded(file: string, { at, line, column, written, read }: RoundedNumber): SourceProblem {
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  return {
    file,
    at,
    line,
    column,
    message: `the number ${shown} is too long to be kept: it reads as ${read}`,
    hint: 'write an account or another name as a text in quotes',
    // Infinity was never taken.
    ...(Number.isFinite(read) ? { weight: 'tightened' } : {}),
  };
}
