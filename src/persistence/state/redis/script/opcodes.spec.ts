import { describe, expect, it } from '@jest/globals';
import { INTERPRETER } from './lua-interpreter.js';
import { OPCODES } from './opcodes.js';
import { ScriptProgram } from './script-program.js';

describe('the opcodes', () => {
  it('have the numbers that replicas of the first version send', () => {
    expect(OPCODES).toEqual({
      addEntry: 1,
      countEntries: 2,
      addReputation: 3,
      readReputation: 4,
      setUnblock: 5,
      readUnblock: 6,
      setLabel: 7,
      readLabels: 8,
      setTime: 9,
    });
  });

  it.each(Object.entries(OPCODES))('%s is run by the interpreter', (name, code) => {
    expect(INTERPRETER).toContain(`local OP_${name} = ${code}\n`);
    expect(INTERPRETER).toContain(`op == OP_${name} then`);
  });
});

describe('a program', () => {
  it('has the operands that replicas of the first version send', () => {
    const program = new ScriptProgram(['epoch', 'behind']);
    const retention = { keepMs: 600_000, keepCount: 21 };
    program.setTime(1_800_000_000_000);
    program.addEntry('a', retention, 'id');
    program.countEntries('a', 600_000);
    program.addReputation('r', retention, 'Aid', 5);
    program.readReputation('r');
    program.setUnblock('u', 7);
    program.readUnblock('u');
    program.setLabel('l', 'vip', { expiresAt: null, cleared: true }, 9);
    program.readLabels('l');
    const expected = [
      [9, 1_800_000_000_000],
      [1, 3, 1, 1],
      [2, 3, 600_000],
      [3, 4, 1, 2, 5],
      [4, 4],
      [5, 5, 7],
      [6, 5],
      [7, 6, 3, 0, 1, 9],
      [8, 6],
    ];
    expect(program.ops).toEqual(expected.flat());
    expect(program.keys).toEqual(['epoch', 'behind', 'a', 'r', 'u', 'l']);
    expect(program.ids).toEqual(['id', 'Aid', 'vip']);
    expect(program.retentions).toEqual([[600_000, 21]]);
  });
});
