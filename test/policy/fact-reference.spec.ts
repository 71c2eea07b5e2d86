import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decoratorCatalogue, operatorCatalogue } from '../../src/moderation/conditions/operators.js';
import { catalogue } from '../../src/moderation/facts/catalogue.js';
import { factReferencePage } from '../../src/policy/reference/fact-reference.js';

describe('docs/rules/facts.md', () => {
  it('says what the catalogue says', async () => {
    const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'rules', 'facts.md'), 'utf8');
    const made = factReferencePage({
      facts: catalogue,
      operators: operatorCatalogue,
      decorators: decoratorCatalogue,
    });
    expect(page).toBe(made);
  });
});
