import { describe, expect, it } from '@jest/globals';
import { parsePacketBody } from './packet-body.js';

describe('the body of a request', () => {
  it('may begin with a byte-order mark', () => {
    expect(parsePacketBody(Buffer.from('\uFEFF{"a":1}'))).toEqual({ kind: 'object', fields: { a: 1 } });
  });

  it('may be indented by any kind of space, as the platform’s own page is', () => {
    const body =
      '{\u00A0\u00A0"PairList":\u3000[{\u2003"From_Account": "no\u00A0break \\"\u00A0\\" space"}]\u00A0}';
    expect(parsePacketBody(Buffer.from(body))).toEqual({
      kind: 'object',
      fields: { PairList: [{ From_Account: 'no\u00A0break "\u00A0" space' }] },
    });
  });

  it.each(['"', '\\"', '"\\', '\u00A0"', '"\u00A0'])(
    'is found broken though it repeats %j without end',
    (part) => {
      const body = Buffer.from(`{\u00A0${part.repeat(200_000)}`);
      expect(parsePacketBody(body)).toMatchObject({ kind: 'broken' });
    },
  );

  it('is judged even where its bytes are no UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"a":"x'), Buffer.from([0xff, 0xc0]), Buffer.from('y"}')]);
    expect(parsePacketBody(body)).toEqual({ kind: 'object', fields: { a: 'x\uFFFD\uFFFDy' } });
  });

  it.each(['', ' \r\n', '\uFEFF'])('is empty when it says nothing: %j', (body) => {
    expect(parsePacketBody(Buffer.from(body))).toEqual({ kind: 'empty' });
  });

  it.each([
    ['[]', 'is a list where an object belongs'],
    ['null', 'is null where an object belongs'],
    ['"x"', 'is text where an object belongs'],
    ['7', 'is a number where an object belongs'],
  ])('must be an object, not %s', (body, message) => {
    expect(parsePacketBody(Buffer.from(body))).toEqual({ kind: 'broken', problem: { at: '', message } });
  });

  it('says where it stops being JSON', () => {
    expect(parsePacketBody(Buffer.from('{"a":1,}'))).toMatchObject({
      problem: { message: expect.stringMatching(/^is not JSON \(8 characters\): .*position 7/) },
    });
  });

  it.each([
    ['small', 25_000],
    ['large', 40_000],
  ])('says how many elements of a %s one are not answered', (_size, count) => {
    const body = Buffer.from(`{"ResponseFriendItem":[${'1,'.repeat(count - 1)}1]}`);
    expect(parsePacketBody(body)).toMatchObject({
      kind: 'object',
      dropped: { droppedValues: 0, droppedElements: count - 20_000 },
    });
  });
});
