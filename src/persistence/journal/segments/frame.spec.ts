import { describe, expect, it } from '@jest/globals';
import { readFrame, encodeFrame } from './frame.js';

describe('a frame', () => {
  it('gives back the text it was made of', () => {
    const found = readFrame(encodeFrame(['{"a":"ж\\ud800"}']), 0);
    expect(found.kind === 'frame' && found.payload.toString('utf8')).toBe('{"a":"ж\\ud800"}');
  });

  it('is partial wherever it is cut', () => {
    const frame = encodeFrame(['some record']);
    for (let end = 0; end < frame.length; end += 1) {
      expect(readFrame(frame.subarray(0, end), 0).kind).toBe('partial');
    }
  });

  it('is damaged when any bit of its text or checksum has changed', () => {
    for (let at = 4; at < encodeFrame(['some record']).length; at += 1) {
      const frame = encodeFrame(['some record']);
      frame.writeUInt8(frame.readUInt8(at) ^ 1, at);
      expect(readFrame(frame, 0).kind).toBe('damaged');
    }
  });

  it('is not what a power cut leaves: zeros', () => {
    expect(readFrame(Buffer.alloc(64), 0).kind).toBe('damaged');
  });
});
