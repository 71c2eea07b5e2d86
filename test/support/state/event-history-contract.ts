import { describe, expect, it } from '@jest/globals';
import type { EventHistory } from '../../../src/moderation/state/event-history.js';
import type { StateEvent } from '../../../src/moderation/state/state.js';
import { anEvent } from './an-event.js';

const noon = 1_800_000_000_000;
const hostile = ['\0', '__proto__', 'a\u202eb', '\ud800', '👩‍👩‍👧', "'; drop table event"];

/** The contract of every event history. `open` gives one that has these events recorded. */
export function eventHistoryContract(
  name: string,
  open: (events: readonly StateEvent[]) => Promise<EventHistory>,
): void {
  const read = async (history: EventHistory, from: number, to: number) => {
    const found: StateEvent[] = [];
    for await (const page of history.eventsSince('1400000000', from, to)) found.push(...page);
    return found;
  };
  const sourceOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

  describe(`${name} as an event history`, () => {
    it('gives the events of an app from the first moment on, until before the last', async () => {
      const events = [-1, 0, 5, 9, 10].map((at, i) => anEvent({ at: noon + at, source: sourceOf(i) }));
      const history = await open([
        ...events,
        anEvent({ appId: '1400000001', at: noon, source: sourceOf(9) }),
      ]);
      expect(await read(history, noon, noon + 10)).toEqual(events.slice(1, 4));
    });

    it('gives them in the order of time', async () => {
      const events = [7, 3, 5].map((at, i) => anEvent({ at: noon + at, source: sourceOf(i) }));
      const found = await read(await open(events), noon, noon + 10);
      expect(found.map((event) => event.at - noon)).toEqual([3, 5, 7]);
    });

    it('gives all of many events of one moment', async () => {
      const events = Array.from({ length: 5_001 }, (_, item) =>
        anEvent({ at: noon, source: sourceOf(item % 3), item }),
      );
      const found = await read(await open(events), noon, noon + 1);
      expect(new Set(found.map((event) => `${event.source} ${event.item}`)).size).toBe(5_001);
    });

    it('gives when a label ends', async () => {
      const label = { at: noon, kind: 'label', detail: 'spammer' } as const;
      const events = [null, noon + 86_400_001].map((expiresAt, i) =>
        anEvent({ ...label, source: sourceOf(i), expiresAt }),
      );
      expect(await read(await open(events), noon, noon + 1)).toEqual(events);
    });

    it('gives texts as they came', async () => {
      const events = hostile.map((text, i) =>
        anEvent({
          at: noon + i,
          source: sourceOf(i),
          kind: 'deny',
          fromAccount: text,
          requesterAccount: text,
          toAccount: text,
          clientAddress: '192.0.2.1',
          detail: 'rule',
        }),
      );
      expect(await read(await open(events), noon, noon + 10)).toEqual(events);
    });
  });
}
