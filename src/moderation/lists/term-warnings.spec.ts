import { describe, expect, it } from '@jest/globals';
import { compileList } from './compile-list.js';
import type { ListSource } from './list.js';
import { runSync } from '../../runtime/cooperative-task.js';
import type { Form } from '../text/terms/form.js';
import { termWarnings, warningText } from './term-warnings.js';

const innocent = ['Ann and Bob', 'a pen is here', 'p-e-n is mightier', 'see ANN', 'nothing'];

function warningsOf(...terms: (readonly [string, Form?])[]): readonly string[] {
  const entries = terms.map(([value, form]) => ({
    value,
    reason: null,
    author: null,
    expiresAt: null,
    ...(form === undefined ? {} : { form }),
  }));
  const source: ListSource = { name: 'bad', kind: 'terms', entries };
  return runSync(termWarnings(source, compileList(source), innocent)).map(warningText);
}

describe('warnings about terms', () => {
  it('tell what is found in remarks that nobody minds, how often and where', () => {
    expect(warningsOf(['pens'], ['ann'], ['pen is', 'loose'])).toEqual([
      '"ann" in folded form hits 40 % of innocent remarks, such as "Ann and Bob"',
      '"pen is" in exact form hits 20 % of innocent remarks, such as "a pen is here"',
      '"pen is" in loose form hits 20 % of innocent remarks, such as "p-e-n is mightier"',
    ]);
  });

  it('tell of terms that are too short for the form that is given for them', () => {
    expect(warningsOf(['ass', 'loose'], ['casino', 'loose'], ['加微信', 'loose'])).toEqual([
      '"ass" is short for loose form: skeleton form suits it better',
    ]);
  });
});
