/** Letters of a script, the frequent ones more often, and how many a word has. */
const scripts = {
  latin: { letters: [...'eeeeaaaooiinnsrrttlcdmupghbfvkjwxyz'], least: 4, spread: 6 },
  arabic: { letters: [...'اابتثجحخدذرزسشصضطظعغفقكلمنهوي'], least: 5, spread: 6 },
  han: { letters: range(0x4e00, 3_500), least: 3, spread: 3 },
  hangul: { letters: range(0xac00, 11_172), least: 3, spread: 3 },
};
const names = Object.keys(scripts);

function range(first, count) {
  return Array.from({ length: count }, (_, at) => String.fromCodePoint(first + at));
}

function word(script, random) {
  const { letters, least, spread } = scripts[script];
  return Array.from({ length: least + random.below(spread) }, () => random.pick(letters)).join('');
}

/** Different terms, Latin, Chinese, Korean and Arabic alike; half of the Latin ones are two words. */
export function termsOf(count, random) {
  const terms = new Set();
  while (terms.size < count) {
    const script = random.pick(names);
    const first = word(script, random);
    terms.add(script === 'latin' && random.below(2) === 0 ? `${first} ${word(script, random)}` : first);
  }
  return [...terms];
}

/** Remarks of up to 96 bytes, no two alike; one in five has an emoji and a symbol. */
export function remarksOf(count, random, mark) {
  return Array.from({ length: count }, (_, at) => {
    const script = random.pick(names);
    const words = Array.from({ length: script === 'latin' ? 7 : 4 }, () => word(script, random)).join(' ');
    const symbols = random.below(5) === 0 ? ' 😀!' : '';
    return cut(`${mark}${at} ${words}${symbols}`);
  });
}

/** Cuts a text to the platform's limit of 96 bytes. */
export function cut(text) {
  let whole = text;
  while (Buffer.byteLength(whole) > 96) whole = [...whole].slice(0, -1).join('');
  return whole;
}
