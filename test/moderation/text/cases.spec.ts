import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileList } from '../../../src/moderation/lists/compile-list.js';
import { forms, type Form } from '../../../src/moderation/text/terms/form.js';
import { textOf } from '../../../src/moderation/text/text.js';

/** Rows of a file of cases without its heading; invisible characters are escaped there. */
function rowsOf(file: string): readonly (readonly [string, string, string])[] {
  const [, ...lines] = readFileSync(`test/moderation/text/cases/${file}`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [first = '', second = '', third = ''] = line
      .replaceAll(/\\u([0-9a-f]{4})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .split('\t');
    return [first, second, third];
  });
}

function finds(term: string, remark: string, form?: Form): boolean {
  const entry = { value: term, reason: null, author: null, expiresAt: null, ...(form && { form }) };
  return compileList({ name: 'terms', kind: 'terms', entries: [entry] }).termsIn(remark, 0).length > 0;
}

describe('terms in remarks that really came', () => {
  it.each(rowsOf('texts.tsv'))('%j in %j: %s', (term, remark, found) => {
    expect(finds(term, remark)).toBe(found === 'yes');
  });

  it.each(rowsOf('texts.tsv').filter(([, , found]) => found === 'no'))(
    '%j in %j: not in any form',
    (term, remark) => {
      expect(forms.filter((form) => finds(term, remark, form))).toEqual([]);
    },
  );

  it.each(rowsOf('texts.tsv'))('%j in %j: each form finds what a stricter one finds', (term, remark) => {
    const found = forms.map((form) => finds(term, remark, form));
    expect(found).toEqual(found.toSorted((a, b) => Number(a) - Number(b)));
  });

  it.each(rowsOf('texts.tsv').filter(([, , found]) => found === 'yes'))(
    '%j in %j: innocent words around it hide nothing',
    (term, remark) => {
      for (const around of [`hello ${remark} there`, `안녕 ${remark}…`]) {
        expect({ around, found: finds(term, around) }).toEqual({ around, found: true });
      }
    },
  );
});

describe('links and contacts in remarks that really came', () => {
  it.each(rowsOf('links.tsv'))('%j has %s links and %s contacts', (text, links, contacts) => {
    const found = textOf(text);
    expect([found.links.length, found.contacts.length]).toEqual([Number(links), Number(contacts)]);
  });

  it('shows a link with its port and path', () => {
    expect(textOf('win at shop.example.com:443/win').links).toEqual(['shop.example.com:443/win']);
    expect(textOf('evil[.]top:8080').links).toEqual(['evil.top:8080']);
  });
});
