/** Numerals that stand for digits, in the order of the digits. */
const chinese = [
  '〇零○◯洞',
  '一壹弌幺',
  '二贰貳弍两兩',
  '三叁叄參弎',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒拐',
  '八捌',
  '九玖勾',
];
const korean = ['공영', '일', '이', '삼', '사', '오', '육륙', '칠', '팔', '구'];
const letters = ['oOоОοΟ', 'lI|ӏІ'];

export const chineseNumerals = chinese.join('');
export const koreanNumerals = korean.join('');
export const digitLetters = letters.join('');

const digits = new Map(
  [chinese, korean, letters].flatMap((kind) =>
    kind.flatMap((all, digit) => [...all].map((one) => [one, digit] as const)),
  ),
);

/** The digits of a number, with the plus before it and without separators. */
export function digitsOf(written: string): string {
  if (inDigits.test(written)) return written.replaceAll(parting, '');
  return [...written].map((sign) => (isDigit.test(sign) ? sign : String(digits.get(sign) ?? ''))).join('');
}

const inDigits = /^[0-9+ .()-]*$/;
const parting = /[^0-9+]+/g;
const isDigit = /^[0-9+]$/;
