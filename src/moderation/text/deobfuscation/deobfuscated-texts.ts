import { deobfuscate } from './deobfuscate.js';
import { latinizeWords } from './latinize.js';
import type { MappedText } from './mapped-text.js';
import { toPlainDisplayText, toPlainText } from './plain-text.js';
import { prefilterExcludes } from './prefilter.js';

/**
 * The texts in which links and contacts are looked for: a text in plain characters, as stored and as displayed, and deobfuscated.
 * @param isExcluded tells cheaply that a text holds no link and no contact; most texts are excluded, and get no texts
 */
export function deobfuscatedTexts(text: string, isExcluded = prefilterExcludes): readonly MappedText[] {
  if (isExcluded(text)) return [];
  const stored = withDeobfuscated(toPlainText(text));
  const displayed = toPlainDisplayText(text);
  return displayed === null ? stored : [...stored, ...withDeobfuscated(displayed)];
}

/** The text with Latin letters for look-alikes, and where that differs, also deobfuscated. */
function withDeobfuscated(plain: MappedText): readonly MappedText[] {
  const written = latinizeWords(plain);
  const deobfuscated = deobfuscate(written);
  return deobfuscated === written ? [written] : [written, deobfuscated];
}
