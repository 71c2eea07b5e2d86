import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineFact } from '../../moderation/model/fact.js';
import { factReferencePage } from './fact-reference.js';

const shouting = defineFact({
  name: 'shouting',
  words: { label: 'how loud it is', help: 'Capital letters, in percent.' },
  type: 'number',
  nullWhen: 'there are no letters',
  suggestions: ['0', '100'],
  params: z.strictObject({
    of: z.enum(['remark', 'tag']).describe('Which text'),
    least: z.string().optional().describe('Shortest | text'),
  }),
  source: { kind: 'packet', read: () => 0 },
});

const page = factReferencePage({
  facts: new Map([['shouting', shouting]]),
  operators: new Map([['equal', { name: 'equal', words: { label: 'is', help: 'The same value.' } }]]),
  decorators: new Map([['not', { name: 'not', words: { label: 'not', help: 'Turns it round.' } }]]),
});

describe('the reference page', () => {
  it('says of a fact what it is, in which unit, and when there is none', () => {
    expect(page).toContain(
      '### shouting\n\n**How loud it is.**\n\nCapital letters, in percent.\n\n' +
        'Type: number, or `null` when there are no letters.\n\nValues, among others: `0`, `100`.\n\n',
    );
  });

  it('says what its parameters mean, and which may be left out', () => {
    expect(page).toContain('| `of` | Which text | `remark`, `tag` |');
    expect(page).toContain(String.raw`| ${'`least`'} (may be left out) | Shortest \| text | text |`);
  });

  it('lists operators and decorators', () => {
    expect(page).toContain('| `equal` | is | The same value. |');
    expect(page).toContain('| `not` | not | Turns it round. |');
  });
});
