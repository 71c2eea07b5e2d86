import type { Substitution } from './disguise.js';
import { tableOf } from './graphemes.js';

/** Jamo that conjoin by the signs that a keyboard types for them one by one. */
const typed = new Map([
  ...tableOf('ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ', 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'),
  ...tableOf('ᅡᅢᅣᅤᅥᅦᅧᅨᅩᅪᅫᅬᅭᅮᅯᅰᅱᅲᅳᅴᅵ', 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'),
  ...tableOf('ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ', 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'),
]);

/** Syllables as they are typed, letter by letter. */
export const typedJamo: Substitution = {
  kind: 'substitution',
  name: 'jamo',
  family: 'jamo',
  replacementOf(sign) {
    const jamo = [...sign.normalize('NFD')];
    return jamo.every((one) => typed.has(one)) ? jamo.map((one) => typed.get(one) ?? '').join('') : null;
  },
  minShare: 0.3,
  maxShare: 1,
};

/** Syllables decomposed: they look as before. */
export const conjoiningJamo: Substitution = {
  kind: 'substitution',
  name: 'conjoining jamo',
  family: 'jamo',
  replacementOf: (sign, _, { script }) => (script === 'Hangul' ? sign.normalize('NFD') : null),
  minShare: 0.3,
  maxShare: 1,
};
