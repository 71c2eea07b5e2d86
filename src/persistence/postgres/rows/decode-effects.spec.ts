import { describe, expect, it } from '@jest/globals';
import { decodeEffects } from './decode-effects.js';

/** As version 0.1.0 wrote them. */
const stored =
  '[{"type":"flag","item":0,"rule":"a","account":"x"},' +
  '{"type":"label","item":1,"rule":"b","account":"y\\\\\\\\z","label":"suspected-bot","expiresAt":1764374400000},' +
  '{"type":"label","item":2,"rule":"b","account":"z","label":"seen","expiresAt":null}]';

describe('the effects of a recorded decision', () => {
  it('are read as version 0.1.0 wrote them', () => {
    expect(decodeEffects(stored)).toEqual([
      { type: 'flag' },
      {
        type: 'label',
        item: 1,
        rule: 'b',
        account: 'y\\\\z',
        label: 'suspected-bot',
        expiresAt: 1_764_374_400_000,
      },
      { type: 'label', item: 2, rule: 'b', account: 'z', label: 'seen', expiresAt: null },
    ]);
  });

  it.each(['{}', '[null]', '[{"type":"label"}]', '[{"type":"ban"}]', 'x'])('are refused as %s', (text) => {
    expect(() => decodeEffects(text)).toThrow(SyntaxError);
  });
});
