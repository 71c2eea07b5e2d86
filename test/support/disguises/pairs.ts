import type { Disguise } from './disguise.js';

/**
 * Families that do not go together, and why. Two disguises of one family never do: of two kinds of separators or marks there
 * are mixtures already, and half width undoes full width.
 */
const apart: readonly (readonly [string, readonly string[]])[] = [
  // Pinyin has no Chinese characters left to replace, and a reader who sounds it out cannot decipher letters as well.
  ['pinyin', ['homophones', 'radicals', 'Chinese replacements', 'other Chinese', 'compatibility ideographs']],
  ['pinyin', ['leet', 'look-alikes', 'repeated', 'ligatures']],
  // More than one sign in three would be another.
  ['homophones', ['radicals', 'Chinese replacements']],
  ['Chinese replacements', ['radicals', 'leet', 'look-alikes', 'ligatures']],
  // A drawn-out radical is another sign.
  ['radicals', ['repeated']],
  // Jamo that are drawn out or marked one by one are syllables no more; half-width ones are jamo already.
  ['jamo', ['repeated', 'width']],
  // Half-width kana keep their marks beside them, and there are no hiragana of half width.
  ['kana', ['width']],
  // Two indicators are drawn as one sign, which turns around as a whole, and which marks cover.
  ['regional indicators', ['override', 'marks']],
  // Fillers are jamo: beside jamo that conjoin they make other syllables.
  ['fillers', ['jamo', 'width']],
  // Shapes are those of neighbours, which are no neighbours any more; and have no place for points.
  ['presentation forms', ['separators']],
  // A ligature drawn out is two letters in turn.
  ['ligatures', ['repeated']],
  // Rings over caps: nothing can be read.
  ['marks', ['keycaps']],
];

/** Whether two disguises together leave what a person would still read. */
export function goTogether(one: Disguise, other: Disguise): boolean {
  if (one.family === other.family) return false;
  return !apart.some(
    ([family, others]) =>
      (family === one.family && others.includes(other.family)) ||
      (family === other.family && others.includes(one.family)),
  );
}
