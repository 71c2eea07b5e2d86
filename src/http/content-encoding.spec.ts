import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { BodyInflater, encodingsOf } from './content-encoding.js';

const inflater = new BodyInflater(10_000);
const inflated = (bytes: Buffer, ...encodings: string[]) =>
  inflater.inflate(bytes, encodings, { isAuthenticated: false, withinMs: 1_000 });
const packet = Buffer.from(JSON.stringify({ From_Account: 'ann', ResponseFriendItem: [] }));

describe('the encodings of a body', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['identity', []],
    ['GZIP', ['gzip']],
    ['gzip, identity', ['gzip']],
    ['gzip,br', ['gzip', 'br']],
  ])('%j are %j', (header, encodings) => expect(encodingsOf(header)).toEqual(encodings));
});

describe('a compressed body', () => {
  it.each([
    ['gzip', gzipSync(packet)],
    ['x-gzip', gzipSync(packet)],
    ['deflate', deflateSync(packet)],
    ['deflate', deflateRawSync(packet)],
    ['br', brotliCompressSync(packet)],
    ['gzip', packet],
    ['zstd', packet],
  ])('in %s is inflated', async (encoding, bytes) => {
    expect(await inflated(bytes, encoding)).toEqual({ kind: 'inflated', bytes: packet });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(20_000, 'abcdefghijklmnopq'))],
    ['deflate', deflateSync(Buffer.alloc(9_000))],
    ['br', brotliCompressSync(Buffer.alloc(5_000_000))],
  ])(
    'in %s is too large beyond the limit, and beyond a hundred times its own size',
    async (encoding, bytes) => {
      expect(await inflated(bytes, encoding)).toEqual({ kind: 'too-large' });
    },
  );

  it.each<[string, Buffer, string[]]>([
    ['is cut off', gzipSync(packet).subarray(0, 20), ['gzip']],
    ['is something else', Buffer.from('neither JSON nor gzip'), ['gzip']],
    ['is encoded twice', gzipSync(gzipSync(packet)), ['gzip', 'gzip']],
    ['is in an unknown encoding', gzipSync(packet), ['zstd']],
    ['is in an encoding called like a member of every object', gzipSync(packet), ['constructor']],
  ])('that %s is unreadable', async (_what, bytes, encodings) => {
    expect(await inflated(bytes, ...encodings)).toMatchObject({ kind: 'unreadable' });
  });

  it('waits for its turn, one at a time where the sender was not authenticated, and not for ever', async () => {
    const bytes = gzipSync(randomBytes(16_000_000), { level: 0 });
    const crowd = new BodyInflater(bytes.length);
    const first = crowd.inflate(bytes, ['gzip'], { isAuthenticated: false, withinMs: 5_000 });
    const impatient = crowd.inflate(bytes, ['gzip'], { isAuthenticated: false, withinMs: 0 });
    const signed = crowd.inflate(bytes, ['gzip'], { isAuthenticated: true, withinMs: 0 });
    expect(await impatient).toEqual({ kind: 'overload' });
    expect([(await first).kind, (await signed).kind]).toEqual(['inflated', 'inflated']);
  });
});
