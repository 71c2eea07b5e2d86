import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LayeredEntries } from '../../../moderation/lists/layered-entries.js';
import { packingEntries } from '../../../moderation/lists/packed-entries.js';
import type { ListEntry } from '../../../moderation/lists/list-entry.js';
import { runSync } from '../../../runtime/cooperative-task.js';
import { deflateEntries, inflateEntries } from './deflate-entries.js';

const entry: fc.Arbitrary<ListEntry> = fc.record({
  value: fc.string({ unit: 'binary', maxLength: 30_000, size: 'max' }),
  reason: fc.constantFrom(null, '\0\ud800', 'spam'),
  author: fc.constant('kim'),
  expiresAt: fc.option(fc.nat()),
});

function packedEntriesOf(entries: readonly ListEntry[]) {
  return runSync(packingEntries(entries, entries.length));
}

describe('compressed entries', () => {
  it('are what they were, whether they come as objects or as bytes', async () => {
    const lists = fc.tuple(fc.array(entry, { maxLength: 20 }), fc.array(entry, { maxLength: 20 }), fc.gen());
    await fc.assert(
      fc.asyncProperty(lists, async ([base, late, gen]) => {
        const numbers = [...base, ...late].map((_, number) => number);
        const order = gen(fc.shuffledSubarray, numbers);
        const listed = order.map((number) => [...base, ...late][number]);
        const asBytes = new LayeredEntries(
          packedEntriesOf(base),
          packedEntriesOf(late),
          Int32Array.from(order),
        );
        expect(await inflateEntries(await deflateEntries([...asBytes]))).toEqual(listed);
        expect(await inflateEntries(await deflateEntries(asBytes))).toEqual(listed);
      }),
      { numRuns: 30 },
    );
  });
});
