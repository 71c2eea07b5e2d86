/**
 * Alphabets of other glyphs that text generators write Latin letters with, from A to Z. A space stands where an alphabet has the Latin
 * letter itself; several glyphs for a letter are in several alphabets of one family.
 */
const families: readonly (readonly string[])[] = [
  // Canadian syllabics.
  ['ᗩᗷᑕᗪᗴᖴᘜᕼᓰᒍ ᒪᗰᑎᗝᑭᑫᖇᔕ ᑌᐯᗯ᙭Ƴᘔ', 'ᐱᗸᐸᗞᙓ Ǥᕼᓮᒎ ᒺ ᘉ  ᕴᖋᔑᖶᑗᐺᗯ ᖻ ', '  ᑢᗫE      ᒻ  O  ᖆᎦ ᑘ  ᙮Y '],
  // Lisu.
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑ ꓣꓢꓔꓴꓦꓪꓫꓬꓜ'],
  // Currencies.
  ['₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ', '    €  Ħ   £ Ñ   Ɽ$₸Ʉ   ¥Ƶ'],
  // Chinese, with kana and bopomofo among them.
  [
    '卂乃匚刀乇下厶卄工丁长乚爪几口尸㔿尺丂丅凵V山乂丫乙',
    '  ㄈᗪ乇千Ꮆ廾丨ﾌҜㄥ冊冂ㄖ卩Ɋ  ㄒㄩᐯ 〤ㄚ ',
    '          ズ 从れの  尺ち七  レ  メリ ',
  ],
  // Cherokee.
  ['ᎪᏴᏟᎠᎬᎰᏀᎻᎥᎫᏦᏞᎷᏁᎾᏢ ᎡᏚᎢᏌᏙᎳ ᎽᏃ', 'ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ'],
  // Ethiopic.
  ['ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁሀሠሸሃጊ'],
  // Yi.
  ['ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ'],
  // Thai and Hebrew.
  ['ค๒ς๔єŦﻮђเןкɭ๓ภ๏קợгรՇยשฬאץչ'],
  // Latin letters of other languages.
  ['ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ'],
];

/** A family of alphabets: by glyph, the letter. */
export type Alphabet = ReadonlyMap<string, string>;

export const ornamentalAlphabets: readonly Alphabet[] = families.map(
  (family) =>
    new Map(
      family.flatMap((alphabet) =>
        [...alphabet].flatMap((glyph, at) => {
          const letter = String.fromCharCode(0x61 + at);
          return glyph === ' ' || /^[A-Z]$/u.test(glyph) ? [] : [[glyph, letter] as const];
        }),
      ),
    ),
);

/** Signs that are in everyday use beside their alphabet; a text is looked at for the others first. */
const everyday =
  /[刀下厶工丁长爪几口尸尺山乙乃千七从れのズレメリ廾〤\u2102€£¥VP]|(?![๏๒๔])[\p{Script=Thai}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u;

const ornamental: ReadonlySet<string> = new Set(
  ornamentalAlphabets.flatMap((alphabet) => [...alphabet.keys()]).filter((glyph) => !everyday.test(glyph)),
);

/** Whether hardly anything but such an alphabet has a character. */
export function isOrnamental(character: string): boolean {
  return ornamental.has(String.fromCodePoint(character.codePointAt(0) ?? 0));
}
