import { z } from 'zod';
import type { Json } from '../../moderation/model/json.js';
import { FIRST_RULE_CODE, LAST_CODE, nextFreeCode } from '../../moderation/model/result-code.js';
import { CODES_FILE, type SourceProblem } from '../../moderation/rules/rule-set-source.js';
import { parseJsonDocument } from './json-document.js';
import type { FileTexts } from './rule-files.js';

const registrySchema = z.object({ codes: z.array(z.object({ code: z.number() })) });
const ruleSchema = z.object({ event: z.object({ params: z.object({ resultCode: z.number() }) }) });

/** The lowest number for a rule that is neither in the registry nor in a rule; or why the registry does not say. */
export function nextResultCode(files: FileTexts): number | { readonly problems: readonly SourceProblem[] } {
  const registry = registrySchema.safeParse(documentIn(files, CODES_FILE));
  if (!registry.success) {
    return {
      problems: [{ file: CODES_FILE, at: '', message: 'the registry of result codes cannot be read' }],
    };
  }
  const taken = new Set(registry.data.codes.map(({ code }) => code));
  for (const file of files.keys()) {
    const rule = ruleSchema.safeParse(documentIn(files, file));
    if (rule.success) taken.add(rule.data.event.params.resultCode);
  }
  const free = nextFreeCode(taken);
  if (free !== null) return free;
  const message = `no number from ${FIRST_RULE_CODE} to ${LAST_CODE} is left`;
  return { problems: [{ file: CODES_FILE, at: '/codes', message }] };
}

function documentIn(files: FileTexts, file: string): Json {
  const text = files.get(file);
  if (typeof text !== 'string' || !file.endsWith('.json')) return null;
  const parsed = parseJsonDocument(text);
  return 'document' in parsed ? parsed.document : null;
}
