const kanaOfHan = new Map(
  [...'八力夕卜千才工口'].map((han, at) => [han, [...'ハカタトチオエロ'][at] ?? han]),
);

/** Only kana have voice marks: 八゚ is パ. */
export function withKana(text: string): string {
  return text
    .replaceAll(/[八力夕卜千才工口](?=[\u3099\u309a])/gu, (han) => kanaOfHan.get(han) ?? han)
    .normalize('NFC');
}
