import { CLIP_UNITS, tooLong } from '../text/clip.js';
import { inForm } from '../text/terms/in-form.js';
import type { ListEntry } from './list-entry.js';
import type { ListSource } from './list.js';
import { pointer, type Problem } from '../model/problem.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { parseRange, writeRange } from '../../runtime/address-range.js';
import { ENTRIES_PER_SLICE } from './list-matcher.js';
import type { ListKind } from '../model/list-lookup.js';

/** How many entries a list may have. */
const MAX_ENTRIES = 1_000_000;

/** How many problems of a list are reported. */
export const MAX_PROBLEMS = 100;

type EntryProblem = Pick<Problem, 'message' | 'hint'>;

/**
 * The first hundred problems of a list's entries. Pointers lead to `/entries/<index>/…`.
 * @param nameOf what to call the entry at an index; the file's line, where there is a file
 * @param firsts is filled: where each first stands, by what all that are the same have in common
 */
export function* problemsOfList(
  source: ListSource,
  nameOf: (place: number) => string = (place) => `entry ${String(place + 1)}`,
  firsts = new Map<string, number>(),
): CooperativeTask<Problem[]> {
  if (source.entries.length > MAX_ENTRIES) {
    const size = source.entries.length.toLocaleString('en');
    return [{ at: '/entries', message: `a list has at most 1,000,000 entries, this one has ${size}` }];
  }
  const problems: Problem[] = [];
  let place = -1;
  for (const entry of source.entries) {
    place += 1;
    if (problems.length >= MAX_PROBLEMS) break;
    if (place % ENTRIES_PER_SLICE === 0) yield;
    const key = duplicateKey(source.kind, entry.value);
    const complaint = problemOfValue(source.kind, entry.value, key);
    const other = problemOfOtherFields(source.kind, entry);
    if (other !== null) problems.push({ at: pointer('entries', place, other.field), ...other.complaint });
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, place);
    if (complaint !== null) {
      problems.push({ at: pointer('entries', place, 'value'), ...complaint });
    } else if (first !== undefined) {
      const message = `"${entry.value}" is the same as what stands in ${nameOf(first)}`;
      problems.push({ at: pointer('entries', place, 'value'), message, hint: 'keep one of them' });
    }
    if (!soundTime(entry)) {
      problems.push({ at: pointer('entries', place, 'expiresAt'), message: 'the expiry is not a time' });
    }
  }
  return problems;
}

function problemOfValue(kind: ListKind, value: string, key: string): EntryProblem | null {
  if (value === '') return { message: 'the value is empty' };
  switch (kind) {
    case 'accounts':
      return null;
    case 'addresses':
      return problemOfRange(value);
    case 'terms':
    case 'spellings':
      return problemOfTerm(value, key);
  }
}

/** The problem of the members of an entry besides its value. */
function problemOfOtherFields(
  kind: ListKind,
  { form, means, expiresAt }: ListEntry,
): { readonly field: string; readonly complaint: EntryProblem } | null {
  if (form !== undefined && kind !== 'terms' && kind !== 'spellings') {
    return {
      field: 'form',
      complaint: { message: 'only terms and spellings have a form', hint: 'leave it empty' },
    };
  }
  if (kind !== 'spellings') {
    const complaint = { message: 'only spellings mean something else', hint: 'leave it empty' };
    return means === undefined ? null : { field: 'means', complaint };
  }
  if (means === undefined || means.trim() === '') {
    const hint = 'write 薇信,微信 under the header value,means';
    return { field: 'means', complaint: { message: 'it says not what the spelling means', hint } };
  }
  const complaint = { message: 'spellings do not expire', hint: 'remove the line when its time has come' };
  return expiresAt === null ? null : { field: 'expires', complaint };
}

function problemOfRange(value: string): EntryProblem | null {
  const range = parseRange(value);
  if (range === null) {
    return {
      message: `"${value}" is neither an address nor a range`,
      hint: 'write 192.0.2.7, 192.0.2.0/24, 2001:db8::7 or 2001:db8::/32',
    };
  }
  const whole = writeRange(range);
  const single = writeRange({ ...range, bits: range.bytes.length * 8 });
  if (range.bits === range.bytes.length * 8 || whole.startsWith(`${single}/`)) return null;
  return {
    message: `"${value}" names an address within a range`,
    hint: `write ${whole} for the range, ${single} for the one address`,
  };
}

function problemOfTerm(value: string, folded: string): EntryProblem | null {
  if (folded === '') {
    return { message: 'the term has neither letters nor symbols, and can never be found' };
  }
  if (!tooLong(value)) return null;
  return {
    message: `the term has ${String(value.length)} units and can never be found: texts are read up to unit ${String(CLIP_UNITS)}`,
  };
}

/** Entries for which this is the same are the same. */
export function duplicateKey(kind: ListKind, value: string): string {
  switch (kind) {
    case 'accounts':
      return value;
    case 'addresses': {
      const range = parseRange(value);
      return range === null ? value : writeRange(range);
    }
    case 'terms':
    case 'spellings':
      return inForm(value, 'folded');
  }
}

function soundTime({ expiresAt }: ListEntry): boolean {
  return expiresAt === null || (Number.isSafeInteger(expiresAt) && expiresAt >= 0);
}
