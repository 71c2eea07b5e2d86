import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isJsonObject } from './json-object.js';
import {
  friendResponseElement,
  friendResponsePacket,
  requiredPacketMembers,
  readSoundElement,
  readSoundPacket,
} from './packet-schemas.js';

const anything = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>('id', 'other') },
  { weight: 3, arbitrary: fc.constantFrom<unknown>('', null, undefined, 5, true, [], {}, [[]], ['id']) },
  fc.jsonValue(),
);
const named = (...names: readonly string[]) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] }),
    },
    anything,
  );

/** All that is there is text. */
const isStrict = (element: unknown): boolean =>
  ['To_Account', 'ResponseAction', 'Remark', 'TagName'].every((name) => {
    const sent = isJsonObject(element) ? (element[name] ?? null) : null;
    return sent === null || typeof sent === 'string';
  });

describe('what is read without a look at its schema', () => {
  it('is read as its schema reads it: elements', () => {
    let sound = 0;
    fc.assert(
      fc.property(named('To_Account', 'ResponseAction', 'Remark', 'TagName', 'Else'), (element) => {
        const read = friendResponseElement.safeParse(element);
        const own = readSoundElement(element);
        sound += Number(own !== null);
        // Only the schema reads a number for an account, or a value in place of a text.
        const expected = read.success && isStrict(element) ? read.data : null;
        expect(own).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
    expect(sound).toBeGreaterThan(100);
  });

  it('is read as its schema reads it: packets', () => {
    let sound = 0;
    fc.assert(
      fc.property(named('From_Account', 'ResponseFriendItem', 'Requester_Account', 'EventTime'), (packet) => {
        fc.pre(isJsonObject(packet));
        const own = readSoundPacket(packet);
        if (own === null) return;
        sound += 1;
        expect(requiredPacketMembers.safeParse(packet).success).toBe(true);
        expect(own).toEqual(friendResponsePacket.parse(packet));
      }),
      { numRuns: 5_000 },
    );
    expect(sound).toBeGreaterThan(100);
  });
});
