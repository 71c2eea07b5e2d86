/** Letters in another style that Unicode's compatibility mappings (NFKC) leave as they are. */
const small = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ𐞄ʏᴢ';
const lone = new Map(
  Object.entries({ ѵ: 'v', ᴎ: 'и', ᴙ: 'я', ᴦ: 'г', ᴧ: 'л', ᴨ: 'п', ᴩ: 'ρ', ɡ: 'g', ɑ: 'a' }).map(
    ([from, to]) => [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0],
  ),
);

const smallCapitals = new Map([...small].map((letter, at) => [letter.codePointAt(0) ?? 0, 0x61 + at]));

/** Squared, negative squared, negative circled letters and regional indicators, each A to Z. */
const alphabets = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];

/** The letter that a styled one is, or the code point itself. */
export function withoutStyle(point: number): number {
  const alphabet = alphabets.find((first) => point >= first && point < first + 26);
  if (alphabet !== undefined) return 0x61 + point - alphabet;
  return smallCapitals.get(point) ?? lone.get(point) ?? point;
}

/** Whether it is one of the letters of which flags are made. */
export function isRegionalIndicator(point: number): boolean {
  return point >= 0x1f1e6 && point <= 0x1f1ff;
}
