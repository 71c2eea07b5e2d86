import { describe, expect, it } from '@jest/globals';
import { contactsIn } from './contacts.js';

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
    expect(contactsIn(text).map(({ shown }) => shown)).toEqual(contacts);
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
    expect(contactsIn(text)).toEqual([]);
  });
});
