import { describe, expect, it } from '@jest/globals';
import { labelPrecedenceCases } from '../../../test/support/state/label-precedence-cases.js';
import { labelsInForce, replacesLabel } from './label-precedence.js';

describe('of two changes of a label', () => {
  it.each(labelPrecedenceCases)('$it counts', ({ winner, loser }) => {
    expect(replacesLabel(winner, loser)).toBe(true);
    expect(replacesLabel(loser, winner)).toBe(false);
  });

  it('neither of two equal ones replaces the other', () => {
    for (const { winner } of labelPrecedenceCases) expect(replacesLabel(winner, { ...winner })).toBe(false);
  });
});

describe('the labels in force', () => {
  const at = 1_800_000_000_000;

  it('are those that are neither cleared nor over, half-open', () => {
    const labels = {
      stands: { expiresAt: null, cleared: false },
      ends: { expiresAt: at + 1, cleared: false },
      ended: { expiresAt: at, cleared: false },
      cleared: { expiresAt: null, cleared: true },
    };
    expect(labelsInForce(Object.entries(labels), at)).toEqual(['ends', 'stands']);
  });

  it('are sorted by code point, unlike strings', () => {
    const state = { expiresAt: null, cleared: false };
    const names = ['\u{1F600}', '\uff5e', 'a'];
    expect(
      labelsInForce(
        names.map((name) => [name, state] as const),
        at,
      ),
    ).toEqual(['a', '\uff5e', '\u{1F600}']);
  });
});
