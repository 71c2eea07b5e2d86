/** Words before and after a term in a remark, by language. They have at least two letters. */
export const carriers: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  en: [
    ['hello from work', 'see you soon'],
    ['we met at the gym', 'thanks'],
  ],
  es: [
    ['hola del trabajo', 'nos vemos'],
    ['soy Ana', 'gracias'],
  ],
  vi: [
    ['chào bạn mới', 'cảm ơn nhé'],
    ['bạn của Minh', 'nhé'],
  ],
  de: [
    ['hallo aus Berlin', 'bis bald'],
    ['wir kennen uns', 'danke'],
  ],
  tr: [
    ['selam okuldan', 'teşekkürler'],
    ['ben Elif', 'görüşürüz'],
  ],
  ru: [
    ['привет из школы', 'до встречи'],
    ['это Маша', 'спасибо'],
  ],
  uk: [
    ['привіт зі школи', 'до зустрічі'],
    ['це Оксана', 'дякую'],
  ],
  el: [
    ['γεια από τη δουλειά', 'τα λέμε'],
    ['είμαι ο Νίκος', 'ευχαριστώ'],
  ],
  ar: [
    ['مرحبا من العمل', 'إلى اللقاء'],
    ['أنا سامي', 'شكرا'],
  ],
  fa: [
    ['سلام از دانشگاه', 'خداحافظ'],
    ['من رضا هستم', 'ممنون'],
  ],
  he: [
    ['שלום מהעבודה', 'נתראה'],
    ['אני דנה', 'תודה'],
  ],
  hi: [
    ['स्कूल से नमस्ते', 'धन्यवाद'],
    ['मैं राहुल', 'फिर मिलेंगे'],
  ],
  th: [
    ['สวัสดีครับ', 'ขอบคุณ'],
    ['ผมสมชาย', 'เจอกัน'],
  ],
  'zh-CN': [
    ['你好我是小明', '谢谢你'],
    ['老同学', '回头见'],
  ],
  'zh-TW': [
    ['你好我是小美', '謝謝你'],
    ['老同學', '再見'],
  ],
  ja: [
    ['はじめまして', 'よろしくね'],
    ['学校の友達', 'ありがとう'],
  ],
  ko: [
    ['안녕하세요', '감사합니다'],
    ['학교 친구', '반가워요'],
  ],
};

/** Languages that put no space between words. */
const unspaced = new Set(['th', 'zh-CN', 'zh-TW', 'ja']);

/** A term among other words, or alone where both are empty. */
export function carried(
  language: string,
  [before, after]: readonly [string, string],
  text: string,
  space = spaceOf(language),
): string {
  return [before, text, after].filter((part) => part !== '').join(space);
}

/** The separator between two words. */
export function spaceOf(language: string): string {
  return unspaced.has(language) ? '' : ' ';
}
