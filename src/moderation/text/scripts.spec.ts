import { describe, expect, it } from '@jest/globals';
import { scriptsIn } from './scripts.js';

describe('scripts in a text', () => {
  it.each([
    ['hello 123', ['Latin']],
    ['123 !? 😀', []],
    ['加我 WeChat', ['Han', 'Latin']],
    ['카카오톡', ['Hangul']],
    ['раураl', ['Cyrillic', 'Latin']],
    ['ラーメン が 好き', ['Han', 'Hiragana', 'Katakana']],
  ])('%j: %j', (text, scripts) => {
    expect(scriptsIn(text)).toEqual(scripts);
  });
});
