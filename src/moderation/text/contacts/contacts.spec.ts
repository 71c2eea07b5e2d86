import { describe, expect, it } from '@jest/globals';
import { contactsIn } from './contacts.js';

function shownIn(text: string): string[] {
  return contactsIn(text).map(({ shown }) => shown);
}

describe('contacts in a text', () => {
  it.each([
    ['write to a.b@example.com', ['a.b@example.com']],
    ['加我a@example.com', ['a@example.com']],
    ['call +82 10-1234-5678', ['+82 10-1234-5678']],
    ['电话13800138000', ['13800138000']],
    ['(555) 010-9999 ok', ['(555) 010-9999']],
    ['010-1234-5678로 연락', ['010-1234-5678']],
    ['微信:abc_123', ['微信:abc_123']],
    ['加我微信abcdef', ['微信abcdef']],
    ['加V abc123', ['加V abc123']],
    ['VX：hello88', ['VX:hello88']],
    ['QQ 12345678', ['QQ 12345678']],
    ['카톡 hello88', ['카톡 hello88']],
    ['카카오톡 아이디: lovely', ['카카오톡 아이디: lovely']],
    ['텔레그램 @somebody', ['텔레그램 @somebody']],
    ['Telegram: @somebody', ['Telegram: @somebody']],
    ['whatsapp +15550109999', ['whatsapp +15550109999']],
    ['line id: lovely', ['line id: lovely']],
    ['라인 lovely', ['라인 lovely']],
    ['wechat hello88', ['wechat hello88']],
    ['t.me/somebody', ['t.me/somebody']],
    ['https://wa.me/15550109999', ['wa.me/15550109999']],
    ['a@example.com or 微信 abc123', ['a@example.com', '微信 abc123']],
  ])('%j holds %j', (text, contacts) => {
    expect(shownIn(text)).toEqual(contacts);
  });

  it.each([
    'my old friend',
    'line dance class',
    'wechat friend',
    'met on 2024-05-01',
    'born 20010203',
    'class of 2019-2023',
    'room 123456',
    'example.com/1234567890',
    '192.168.100.200',
    'order 1234567890123456789',
    'team@work',
    '微信好友',
    '카톡 친구',
    '온라인 games',
  ])('%j holds none', (text) => {
    expect(shownIn(text)).toEqual([]);
  });
});

const sentences = (text: string) => [text, `call ${text}`, `你好 ${text} 谢谢`, `안녕 ${text} !!`];

describe('a number in disguise', () => {
  it.each([
    ['13八0零一三八0零0', '13800138000'],
    ['一三八零零一三八零零零', '13800138000'],
    ['壹叁捌零零壹叁捌零零零', '13800138000'],
    ['一三八 零零一三 八零零零', '13800138000'],
    ['幺三八零零幺三八零零零', '13800138000'],
    ['138零零138零零零', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['①③⑧⓪⓪①③⑧⓪⓪⓪', '13800138000'],
    ['❶❸❽⓿⓿❶❸❽⓿⓿⓿', '13800138000'],
    ['𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎', '13800138000'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣', '13800138000'],
    ['¹³⁸⁰⁰¹³⁸⁰⁰⁰', '13800138000'],
    ['₁₃₈₀₀₁₃₈₀₀₀', '13800138000'],
    ['١٣٨٠٠١٣٨٠٠٠', '13800138000'],
    ['۱۳۸۰۰۱۳۸۰۰۰', '13800138000'],
    ['१३८००१३८०००', '13800138000'],
    ['๑๓๘๐๐๑๓๘๐๐๐', '13800138000'],
    ['1٣८0๐①³8０𝟎0', '13800138000'],
    ['1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0', '13800138000'],
    ['1 3 8 0 0 1 3 8 0 0 0', '1 3 8 0 0 1 3 8 0 0 0'],
    ['1*3*8*0*0*1*3*8*0*0*0', '13800138000'],
    ['1,3,8,0,0,1,3,8,0,0,0', '13800138000'],
    ['138🌸0013🌸8000', '13800138000'],
    ['138*0013*8000', '13800138000'],
    ['138_0013_8000', '13800138000'],
    ['＋86 138 0013 8000', '+86 138 0013 8000'],
    ['➕8613800138000', '+8613800138000'],
    ['13800I38OOO', '13800138000'],
    ['l38oo138ooo', '13800138000'],
    ['O1O-1234-5678', '01012345678'],
    ['o1o.1234.5678', '01012345678'],
    ['공일공-일이삼사-오육칠팔', '01012345678'],
    ['공일공 1234 5678', '01012345678'],
    ['영일영일이삼사오육칠팔', '01012345678'],
    ['010-일이삼사-5678', '01012345678'],
  ])('%j is read as %j, alone and in a sentence', (text, number) => {
    for (const sentence of sentences(text)) {
      expect({ sentence, contacts: shownIn(sentence) }).toEqual({ sentence, contacts: [number] });
    }
  });

  it('stops where a particle follows', () => {
    expect(shownIn('010-1234-5678이에요')).toEqual(['010-1234-5678']);
    expect(shownIn('电话13800138000一起玩')).toEqual(['13800138000']);
  });
});

describe('a handle in disguise', () => {
  it.each([
    ['ｗｅｃｈａｔ：hello88', 'wechat:hello88'],
    ['𝘄𝗲𝗰𝗵𝗮𝘁: hello88', 'wechat: hello88'],
    ['ᴡᴇᴄʜᴀᴛ: hello88', 'wechat: hello88'],
    ['🅦🅔🅒🅗🅐🅣: hello88', 'wechat: hello88'],
    ['wechаt: hello88', 'wechat: hello88'],
    ['wéchàt hello88', 'wechat hello88'],
    ['w e c h a t hello88', 'wechat hello88'],
    ['w.e.c.h.a.t: hello', 'wechat: hello'],
    ['w3chat: hello', 'wechat: hello'],
    ['we-chat: hello88', 'wechat: hello88'],
    ['🇼🇪🇨🇭🇦🇹 hello88', 'wechat hello88'],
    ['🇼 🇪 🇨 🇭 🇦 🇹 hello88', 'wechat hello88'],
    ['t.е.l.e.g.r.a.m @somebody', 'telegram @somebody'],
    ['te1egram @user88', 'telegram @user88'],
    ['телеграм @somebody', 'telegram @somebody'],
    ['тг: somebody', 'telegram: somebody'],
    ['wh@tsapp +15550109999', 'whatsapp +15550109999'],
    ['واتساب +15550109999', 'whatsapp +15550109999'],
    ['薇信hello88', '微信hello88'],
    ['徽信 hello88', '微信 hello88'],
    ['威信：hello88', 'wechat:hello88'],
    ['V信 hello88', '微信 hello88'],
    ['微🌸信 hello88', '微信 hello88'],
    ['微\u200b信hello88', '微信hello88'],
    ['v❤️ hello88', 'wechat hello88'],
    ['VX hello88', 'VX hello88'],
    ['wx：hello88', 'wx:hello88'],
    ['v-x: hello', 'wechat: hello'],
    ['加薇hello88', '加微hello88'],
    ['＋V：hello88', '+V:hello88'],
    ['抠抠12345678', '扣扣12345678'],
    ['企鹅：12345678', 'qq:12345678'],
    ['ԛԛ 12345678', 'qq 12345678'],
    ['q q 12345678', 'qq 12345678'],
    ['微信 h\u200be\u200bl\u200bl\u200bo88', '微信 hello88'],
    ['微信 h e l l o 8 8', '微信 hello88'],
    ['微信 ｈｅｌｌｏ８８', '微信 hello88'],
    ['微信 hеllо88', '微信 hello88'],
    ['카♡톡 hello88', '카톡 hello88'],
    ['까톡 hello88', '카톡 hello88'],
    ['ㅋㅏ톡 hello88', '카톡 hello88'],
    ['ㅋㅏㅌㅗㄱ hello88', '카톡 hello88'],
    ['카톡 hello88'.normalize('NFD'), '카톡 hello88'],
    ['ㅋㅌ hello88', 'kakao hello88'],
    ['кakao: hello', 'kakao: hello'],
    ['텔 레 그 램 @somebody', '텔레그램 @somebody'],
    ['라/인 hello88', '라인 hello88'],
    ['l i n e id: lovely', 'line id: lovely'],
    ['ไลน์ hello88', 'line hello88'],
    ['ライン hello88', 'line hello88'],
  ])('%j is read as %j, alone and in a sentence', (text, contact) => {
    for (const sentence of sentences(text)) {
      expect({ sentence, contacts: shownIn(sentence) }).toEqual({ sentence, contacts: [contact] });
    }
  });

  const names = ['ｗｅｃｈａｔ', '𝘄𝗲𝗰𝗵𝗮𝘁', 'wechаt', 'w\u200bechat', 'w.e.c.h.a.t', 'w3chat', 'ⓦⓔⓒⓗⓐⓣ'];
  const handles = [
    'hello88',
    'ｈｅｌｌｏ８８',
    'h\u200bello88',
    'hеllо88',
    'ⓗⓔⓛⓛⓞ88',
    '𝗵𝗲𝗹𝗹𝗼𝟴𝟴',
    'hello８８',
  ];

  it.each(names.flatMap((name) => handles.map((handle) => [name, handle])))(
    'pairs %j with %j',
    (name, handle) => {
      expect(shownIn(`${name}: ${handle}`)).toEqual(['wechat: hello88']);
    },
  );
});

describe('a mail address in disguise', () => {
  it.each([
    ['john (at) gmail (dot) com', 'john@gmail.com'],
    ['john[at]gmail[.]com', 'john@gmail.com'],
    ['john at gmail dot com', 'john@gmail.com'],
    ['john at gmail.com', 'john@gmail.com'],
    ['john at example dot com', 'john@example.com'],
    ['john @ gmail.com', 'john@gmail.com'],
    ['john＠gmail.com', 'john@gmail.com'],
    ['john艾特gmail.com', 'john@gmail.com'],
    ['john골뱅이naver.com', 'john@naver.com'],
    ['john@gmail。com', 'john@gmail.com'],
    ['john@g\u200bmail.com', 'john@gmail.com'],
    ['jоhn@gmail.com', 'john@gmail.com'],
  ])('%j is read as %j, alone and in a sentence', (text, mail) => {
    for (const sentence of [text, `write: ${text}`, `你好 ${text} 谢谢`]) {
      expect({ sentence, contacts: shownIn(sentence) }).toEqual({ sentence, contacts: [mail] });
    }
  });

  it('is none where somebody is at a place', () => {
    expect(shownIn('look at example.com')).toEqual([]);
    expect(shownIn('find me at yahoo.com')).toEqual([]);
  });

  it('stand within the text where it turns its direction, too', () => {
    expect(contactsIn('hi \u202enet8❤️v')).toEqual([{ start: 4, end: 11, shown: 'wechat 8ten' }]);
  });
});
