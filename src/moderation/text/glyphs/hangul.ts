const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

/** Compatibility jamo, in Unicode's order of initial, medial and final jamo. */
const firsts = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const middles = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const lasts = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

/** Jamo that are typed as two. */
const doubles = new Map(
  Object.entries({
    ㄳ: 'ㄱㅅ',
    ㄵ: 'ㄴㅈ',
    ㄶ: 'ㄴㅎ',
    ㄺ: 'ㄹㄱ',
    ㄻ: 'ㄹㅁ',
    ㄼ: 'ㄹㅂ',
    ㄽ: 'ㄹㅅ',
    ㄾ: 'ㄹㅌ',
    ㄿ: 'ㄹㅍ',
    ㅀ: 'ㄹㅎ',
    ㅄ: 'ㅂㅅ',
    ㅘ: 'ㅗㅏ',
    ㅙ: 'ㅗㅐ',
    ㅚ: 'ㅗㅣ',
    ㅝ: 'ㅜㅓ',
    ㅞ: 'ㅜㅔ',
    ㅟ: 'ㅜㅣ',
    ㅢ: 'ㅡㅣ',
  }),
);

/** The jamo of a syllable, of a conjoining jamo, or of one that is typed as two; `null` for other characters. */
export function jamoOf(point: number): string | null {
  if (point >= FIRST_SYLLABLE && point <= LAST_SYLLABLE) return jamoOfSyllable(point - FIRST_SYLLABLE);
  if (point >= 0x1100 && point <= 0x1112) return firsts[point - 0x1100] ?? null;
  if (point >= 0x1161 && point <= 0x1175) return typed(middles[point - 0x1161] ?? '');
  if (point >= 0x11a8 && point <= 0x11c2) return typed(lasts[point - 0x11a7] ?? '');
  if (point >= 0x3131 && point <= 0x3163) return typed(String.fromCodePoint(point));
  return null;
}

/** Whether a code point can only continue a syllable. */
export function continuesSyllable(point: number): boolean {
  return point >= 0x1161 && point <= 0x11ff;
}

function jamoOfSyllable(index: number): string {
  const first = firsts[Math.floor(index / 588)] ?? '';
  const middle = middles[Math.floor((index % 588) / 28)] ?? '';
  return first + typed(middle) + typed(lasts[index % 28] ?? '');
}

function typed(jamo: string): string {
  return doubles.get(jamo) ?? jamo;
}
