/**
 * Alphabets that text generators write Latin letters in, from A to Z. A space means that the alphabet has the Latin letter itself. A family
 * has several alphabets where generators use several characters for a letter.
 */
const families: readonly (readonly string[])[] = [
  // Canadian syllabics.
  [
    'ᗩᗷᑕᗪᗴᖴᘜᕼᓰᒍ ᒪᗰᑎᗝᑭᑫᖇᔕ ᑌᐯᗯ᙭Ƴᘔ',
    'ᐱᗸᐸᗞᙓ Ǥᕼᓮᒎ ᒺ ᘉ  ᕴᖋᔑᖶᑗᐺᗯ ᖻ ',
    '  ᑢᗫE      ᒻ  O  ᖆᎦ ᑘ  ᙮Y ',
    '   ᕲᘿ  ᕼ ᒚᖽ ᘻ ᓍᕵ     ᐺᘺ  ᗱ',
  ],
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
  ['ﾑ乃  乇ｷ んﾉﾌズﾚﾶ刀 ｱ 尺丂ｲ √ ﾒﾘ乙'],
  // Cherokee.
  ['ᎪᏴᏟᎠᎬᎰᏀᎻᎥᎫᏦᏞᎷᏁᎾᏢ ᎡᏚᎢᏌᏙᎳ ᎽᏃ', '      Ꮆ          ᏒᏕᏆ      '],
  ['ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ'],
  // Ethiopic.
  ['ልጌርዕቿቻኗዘጎጋጕረጠክዐየዒዪነፕሁሀሠሸሃጊ'],
  // Yi.
  ['ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ'],
  ['ꁲꋰꀯꂠꈼꄞꁅꍩꂑ꒻ꀗ꒒ꂵꋊꂦꉣꁷꌅꌚꋖꐇꀰꅏꇒꐞꁴ'],
  ['ꋫꃃꏸꁕꍟꄘꁍꑛꂑꀭꀗ꒒ꁒꁹꆂꉣꁸ꒓ꌚ꓅ꐇꏝꅐꇓꐟꁴ'],
  // Tai.
  ['ᥲ᥇ᥴძᥱƒᘜɦɩᒍκᥣꪔᥒ᥆ρ   ƚᥙ᥎ɯ᥊ᥡƶ', 'ꪖ᥇ᥴᦔꫀᠻᧁꫝ   ꪶꪑꪀꪮρ  ડ ꪊꪜ᭙᥊ꪗɀ'],
  // Thai and Hebrew, and Lao.
  ['ค๒ς๔єŦﻮђเןкɭ๓ภ๏קợгรՇยשฬאץչ'],
  ['ค๖¢໓ēf໐hiวkl๓ຖ໐   Ştนงຟxฯຊ'],
  // Latin letters of other languages, and what they resemble.
  ['ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ'],
  ['ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ', '   დ      '],
  ['αɓ૮∂εƒɠɦเʝҡℓɱɳσρφ૨รƭµѵωאყƶ'],
  ['λɓƈɗєƒɠӈɩʆƙԼɱɲơƥƣʀƨƭʊɣɯҳƴȥ', 'ƛ                         '],
];

/** The Latin letters of a family of alphabets, by character. */
export type Alphabet = ReadonlyMap<string, string>;

export const ornamentalAlphabets: readonly Alphabet[] = families.map(
  (family) =>
    new Map(
      family.flatMap((alphabet) =>
        [...alphabet].flatMap((character, at) => {
          const letter = String.fromCharCode(0x61 + at);
          return character === ' ' || /^[A-Z]$/iu.test(character) ? [] : [[character, letter] as const];
        }),
      ),
    ),
);

/** Characters that are also in everyday use: they do not show by themselves that a text uses an ornamental alphabet. */
const everyday =
  /[刀下厶工丁长爪几口尸尺山乙乃千七从れのんズレメリ廾〤\u2102€£¥VP∂ℓ√µąıơųēŞɛɖɗɓƒƙƴɲŋɣʊʋƥɩƭøñđħł]|(?![๏๒๔๓])[\p{Script=Thai}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Gujarati}\p{Script=Tibetan}]/iu;

const ornamental: ReadonlySet<string> = new Set(
  ornamentalAlphabets
    .flatMap((alphabet) => [...alphabet.keys()])
    .filter((character) => !everyday.test(character)),
);

/** Whether a character hardly occurs outside ornamental alphabets. */
export function isOrnamental(character: string): boolean {
  const first = String.fromCodePoint(character.codePointAt(0) ?? 0);
  return ornamental.has(first) || ornamental.has(first.toLowerCase());
}
