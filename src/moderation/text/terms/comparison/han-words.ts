import words from './han-words.json' with { type: 'json' };

/** Chinese words of two simplified characters, from jieba's dictionary: the second characters, by the first one. */
const secondCharacters: ReadonlyMap<string, string> = new Map(Object.entries(words));

export function isHanWord(first: number, second: number): boolean {
  return secondCharacters.get(String.fromCodePoint(first))?.includes(String.fromCodePoint(second)) === true;
}
