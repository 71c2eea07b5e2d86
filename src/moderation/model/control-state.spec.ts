import { describe, expect, it } from '@jest/globals';
import { controlHashOf, initialControlState } from './control-state.js';

describe('the hash of a control state', () => {
  it('is fixed for the two states of before there were controls', () => {
    expect(controlHashOf(initialControlState('allow'))).toBe(
      '5669e00d951463a50080caf52ef9a530e3f6d781afc771be7c69d1ddfb6fa44a',
    );
    expect(controlHashOf(initialControlState('deny'))).toBe(
      'a4a19ce45b4f3ff1ac42eb077a97e15299de454162901b33524abc0d0f1377a1',
    );
  });

  it('is the same for the same state, in whatever order it was reached', () => {
    const one = {
      ...initialControlState('allow'),
      stoppedRules: new Set(['b', 'a']),
      stoppedCodes: new Set([38_100, 38_020]),
    };
    const other = { ...one, stoppedRules: new Set(['a', 'b']), stoppedCodes: new Set([38_020, 38_100]) };
    expect(controlHashOf(one)).toBe(controlHashOf(other));
    expect(controlHashOf(one)).toBe('6c236dfa501307be2a41348c08efdaeaa650f4fa086fda73f3fc3a746b666d12');
  });

  it('is another for every difference', () => {
    const initial = initialControlState('allow');
    const states = [
      initial,
      initialControlState('deny'),
      { ...initial, denials: 'off' as const },
      { ...initial, stoppedRules: new Set(['a']) },
      { ...initial, stoppedRules: new Set(['__proto__']) },
      { ...initial, stoppedCodes: new Set([38_020]) },
    ];
    expect(new Set(states.map(controlHashOf)).size).toBe(states.length);
  });
});
