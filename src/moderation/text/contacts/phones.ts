import { looksLikeDate } from './dates.js';
import { overlaps, spansOf, type Span } from '../span.js';
import { mobile, numberDisguises } from './number-disguises.js';
import { digitsOf } from '../deobfuscation/numerals.js';
import type { MappedMatch } from '../deobfuscation/mapped-text.js';

/** 7 to 15 digits, as many as a telephone number may have, with at most two separators between any two of them. */
const plain = /(?<![a-z0-9])(?:\+|\()?[0-9](?:[ .()-]{0,2}[0-9]){6,14}(?![a-z0-9])/gi;

/** Telephone numbers, in digits or in what is written for digits. */
export function phonesIn(text: string): readonly MappedMatch[] {
  const candidates: Candidate[] = [];
  if (/[0-9]{2}|[0-9][ .()-]/.test(text)) {
    for (const span of spansOf(plain, text)) {
      candidates.push(candidate(text, span));
    }
  }
  for (const { hint, pattern, isNumber } of numberDisguises) {
    if (!hint.test(text)) continue;
    for (const span of spansOf(pattern, text)) {
      const read = candidate(text, span);
      const written = text.slice(read.start, read.end);
      if (read.isMobile || isNumber(read.digits, written)) candidates.push({ ...read, shown: read.digits });
    }
  }
  return candidates.length === 0
    ? []
    : chosen(candidates.filter((each) => isPlausible(each) && (each.isMobile || !isNumbered(text, each))));
}

/** Names of numbers of people, papers and goods, directly before the number: those are no telephone numbers. */
const numbered =
  /(?:[学學]号|[学學]號|工[号號]|[编編][号號]|[订訂][单單](?:[号號])?|[单單][号號]|考[号號]|准考[证證](?:[号號])?|[证證][号號]|座[号號]|座位[号號]?|房[号號]|[会會][员員](?:[号號])?|学籍番号|学生番号|社員番号|会員番号|注文番号|受験番号|番号|학번|사번|회원 ?번호|주문 ?번호|수험 ?번호|(?:student|staff|employee|member|order|invoice|ticket|booking|roll|exam)(?: ?(?:id|no\.?|nr\.?|number|#))?|matr(?:ikelnummer|icule|ícula)|bestellnummer|рег(?:истрационный)? ?(?:номер|№)|заказ(?: ?№)?|студ(?:енческий)? ?билет)[ :：#=.№是는은]{0,4}$/iu;

function isNumbered(text: string, { start }: Span): boolean {
  return numbered.test(text.slice(Math.max(0, start - 24), start));
}

const SHORTEST_MOBILE = 10;

interface Candidate extends MappedMatch {
  readonly written: string;
  readonly digits: string;
  readonly isMobile: boolean;
}

function candidate(text: string, whole: Span): Candidate {
  const read = readAt(text, whole);
  if (read.isMobile || read.digits.length < SHORTEST_MOBILE) return read;
  const part = mobilePart(text, whole);
  return part === null ? read : readAt(text, part);
}

function readAt(text: string, { start, end }: Span): Candidate {
  const written = text.slice(start, end);
  const digits = digitsOf(written);
  return { start, end, written, digits, isMobile: mobile.test(digits) };
}

/** The part of a number that is a mobile number by itself, where other numbers stand beside it. */
function mobilePart(text: string, { start, end }: Span): Span | null {
  const groups = spansOf(/[\p{L}\p{N}○◯+|]+/gu, text.slice(start, end));
  for (const [at, first] of groups.entries()) {
    let digits = '';
    for (const group of groups.slice(at)) {
      digits += digitsOf(text.slice(start + group.start, start + group.end));
      if (mobile.test(digits)) return { start: start + first.start, end: start + group.end };
    }
  }
  return null;
}

/** Chooses among candidates that share digits: mobile numbers before others, and plain digits before disguises. */
function chosen(candidates: readonly Candidate[]): readonly MappedMatch[] {
  const taken: MappedMatch[] = [];
  for (const { start, end, shown } of candidates.toSorted(
    (a, b) => Number(b.isMobile) - Number(a.isMobile),
  )) {
    const phone = shown === undefined ? { start, end } : { start, end, shown };
    if (!taken.some((other) => overlaps(other, phone))) taken.push(phone);
  }
  return taken;
}

function isPlausible({ written, digits }: Candidate): boolean {
  return (
    !decimal.test(written) &&
    !looksLikeDate(written) &&
    !looksLikeDate(digits) &&
    !isCount(digits.replace('+', ''))
  );
}

const decimal = /^[0-9]\.[0-9]{4,}(?: [0-9]+)*$/;

/** Whether digits count up or down, or are one digit throughout: `12345678`, laughter in Thai. */
function isCount(digits: string): boolean {
  const steps = new Set(
    [...digits].slice(1).map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10),
  );
  return steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1);
}
