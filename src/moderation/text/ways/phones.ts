import { looksLikeDate } from '../dates.js';
import { overlaps, spansOf, type Span } from '../span.js';
import { numberDisguises } from './number-disguises.js';
import { digitsOf } from './numerals.js';

/** A telephone number in a text; `shown` as it is read, where it is not as it is written. */
export interface Phone extends Span {
  readonly shown?: string;
}

/** 7 to 15 digits, as many as a telephone number may have, with at most two separators between any two of them. */
const plain = /(?<![a-z0-9])(?:\+|\()?[0-9](?:[ .()-]{0,2}[0-9]){6,14}(?![a-z0-9])/gi;

/** Telephone numbers, in digits or in what is written for digits. */
export function phonesIn(text: string): readonly Phone[] {
  const phones: Phone[] = [];
  if (/[0-9]{2}|[0-9][ .()-]/.test(text)) {
    const written = spansOf(plain, text).filter(({ start, end }) => isPlausible(text.slice(start, end)));
    phones.push(...written);
  }
  for (const { hint, pattern, isNumber } of numberDisguises) {
    if (!hint.test(text)) continue;
    for (const span of spansOf(pattern, text)) {
      if (phones.some((phone) => overlaps(phone, span))) continue;
      const written = text.slice(span.start, span.end);
      const shown = digitsOf(written);
      if (isNumber(shown, written) && isPlausible(shown)) phones.push({ ...span, shown });
    }
  }
  return phones;
}

function isPlausible(written: string): boolean {
  return !looksLikeDate(written) && !isCount(written.replaceAll(/[^0-9]/g, ''));
}

/** Whether digits count up or down, or are one digit throughout: `12345678`, laughter in Thai. */
function isCount(digits: string): boolean {
  const steps = new Set(
    [...digits].slice(1).map((digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10),
  );
  return steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1);
}
