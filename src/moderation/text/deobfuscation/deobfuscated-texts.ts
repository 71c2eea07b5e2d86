import { prefilterExcludes } from './prefilter.js';
import { latinizeWords } from './latinize.js';
import type { MappedText } from './mapped-text.js';
import { toPlainText, toPlainDisplayText } from './plain-text.js';
import { deobfuscate } from './deobfuscate.js';

/** The ways to read a text in which links and contacts are looked for: none for most texts, which hold nothing of the kind. */
export function deobfuscatedTexts(text: string): readonly MappedText[] {
  return prefilterExcludes(text) ? [] : deobfuscatedTextsUnfiltered(text);
}

/** The same without a look at what the text can hold. */
export function deobfuscatedTextsUnfiltered(text: string): readonly MappedText[] {
  const readings = [...withDeobfuscated(toPlainText(text))];
  const turned = toPlainDisplayText(text);
  if (turned !== null) readings.push(...withDeobfuscated(turned));
  return readings;
}

/** As it is written, and where that differs, with what disguises links and contacts undone. */
function withDeobfuscated(plain: MappedText): readonly MappedText[] {
  const written = latinizeWords(plain);
  const undone = deobfuscate(written);
  return undone === written ? [written] : [written, undone];
}
