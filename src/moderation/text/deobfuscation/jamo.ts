import { replaceMapped, type MappedText } from './mapped-text.js';

const syllable = /[\u1100-\u1112][\u1161-\u1175](?:[\u11a8-\u11c2]|[\u1100-\u1112](?![\u1161-\u1175]))?/gu;

/** The final jamo of each initial one, in Unicode's order; a space for those that end no syllable. */
const lasts = [
  ...'\u11a8\u11a9\u11ab\u11ae \u11af\u11b7\u11b8 \u11ba\u11bb\u11bc\u11bd \u11be\u11bf\u11c0\u11c1\u11c2',
];

/** Composes syllables that were typed as jamo. */
export function composeJamo(text: MappedText): MappedText {
  return replaceMapped(text, syllable, ([jamo]) => compose(jamo).normalize('NFC'));
}

function compose(jamo: string): string {
  const end = jamo.charCodeAt(2);
  if (Number.isNaN(end) || end > 0x1112) return jamo;
  const last = lasts[end - 0x1100] ?? ' ';
  return jamo.slice(0, 2) + (last === ' ' ? jamo.slice(2) : last);
}
