import { holdsNothing } from './prefilter.js';
import { ownLetters } from './latinize.js';
import type { Placed } from './mapped-text.js';
import { plainText, turnedText } from './plain-text.js';
import { undo } from './deobfuscate.js';

/** The ways to read a text in which links and contacts are looked for: none for most texts, which hold nothing of the kind. */
export function wayReadings(text: string): readonly Placed[] {
  return holdsNothing(text) ? [] : wayReadingsOfAny(text);
}

/** The same without a look at what the text can hold. */
export function wayReadingsOfAny(text: string): readonly Placed[] {
  const readings = [...readingsOfOrder(plainText(text))];
  const turned = turnedText(text);
  if (turned !== null) readings.push(...readingsOfOrder(turned));
  return readings;
}

/** As it is written, and where that differs, with what disguises links and contacts undone. */
function readingsOfOrder(plain: Placed): readonly Placed[] {
  const written = ownLetters(plain);
  const undone = undo(written);
  return undone === written ? [written] : [written, undone];
}
