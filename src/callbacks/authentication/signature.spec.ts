import { describe, expect, it } from '@jest/globals';
import { verifySignature, signatureOf } from './signature.js';

const requestTime = '1669872112';
const at = 1_669_872_112_000;
const sign = '17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061';

describe('a signature', () => {
  it('computes as published', () => {
    expect(signatureOf('xxxxyyyy', requestTime)).toBe(sign);
  });

  it('may be made with any of the tokens', () => {
    expect(verifySignature({ sign, requestTime }, ['xxxxyyyy'], at)).toBe(0);
    expect(verifySignature({ sign, requestTime }, ['next', 'xxxxyyyy'], at)).toBe(1);
    expect(verifySignature({ sign, requestTime }, ['next'], at)).toBe('wrong-signature');
  });

  it.each([
    [-60_001, 'stale-signature'],
    [-60_000, 0],
    [60_000, 0],
    [60_001, 'stale-signature'],
  ])('counts for a minute, either way: %d ms', (away, result) => {
    expect(verifySignature({ sign, requestTime }, ['xxxxyyyy'], at + away)).toBe(result);
  });

  it.each([
    [{ sign: null, requestTime }, 'unsigned'],
    [{ sign, requestTime: null }, 'unsigned'],
    [{ sign: '', requestTime }, 'wrong-signature'],
    [{ sign: sign.toUpperCase(), requestTime }, 0],
    [{ sign: `${sign.slice(0, 30)}${sign.slice(30).toUpperCase()}`, requestTime }, 0],
    [{ sign: 'é'.repeat(32), requestTime }, 'wrong-signature'],
    [{ sign: signatureOf('xxxxyyyy', 'NaN'), requestTime: 'NaN' }, 'stale-signature'],
    [{ sign: signatureOf('xxxxyyyy', '1e9'), requestTime: '1e9' }, 'stale-signature'],
  ])('%j is %s', (signed, fault) => expect(verifySignature(signed, ['xxxxyyyy'], at)).toBe(fault));
});
