import { describe, expect, it } from '@jest/globals';
import { decodeLabelState, readLabels } from './script-replies.js';

const NOW = 1_800_000_000_000;

/** States as scripts of the first version stored them; they stay readable. */
const golden = [
  { text: '[1800000000000,0,0]', state: { at: NOW, expiresAt: null, cleared: false } },
  { text: '[1800000000000,1800000600000,0]', state: { at: NOW, expiresAt: NOW + 600_000, cleared: false } },
  { text: '[1800000000000,0,1]', state: { at: NOW, expiresAt: null, cleared: true } },
] as const;

describe("a label's state in Redis", () => {
  it.each(golden)('is read as it was stored: $text', ({ text, state }) => {
    expect(decodeLabelState(text)).toEqual(state);
  });

  it('of a newer version may have more members', () => {
    expect(decodeLabelState('[1800000000000,0,0,"more"]')).toEqual(golden[0].state);
  });

  it.each(['', '{}', '[]', '[1800000000000,0]', '["a",0,0]', '[1800000000000,0,2]'])('is not %j', (text) => {
    expect(() => decodeLabelState(text)).toThrow(/JSON|invalid/i);
  });

  it('decides which labels are in force', () => {
    const reply = ['x', golden[0].text, 'ends', golden[1].text, 'cleared', golden[2].text];
    expect(readLabels(reply, NOW)).toEqual(['ends', 'x']);
    expect(readLabels(reply, NOW + 600_000)).toEqual(['x']);
  });
});
