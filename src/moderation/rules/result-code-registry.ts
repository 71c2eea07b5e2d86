import { z } from 'zod';
import { pointer } from '../model/problem.js';
import { ownCodes, resultCodesSchema, type Language, type ResultCode } from '../model/result-code.js';
import { CODES_FILE, readDocument, type RuleSetSource, type SourceProblem } from './rule-set-source.js';

/** The registry by number. The service's own codes must be in it, and no number twice. */
export function codesOf(source: RuleSetSource, problems: SourceProblem[]): ReadonlyMap<number, ResultCode> {
  const found: SourceProblem[] = [];
  const registry = readDocument(source, CODES_FILE, resultCodesSchema, found);
  problems.push(...joinMissingTexts(found, source));
  if (registry === undefined) return codesAsFarAsRead(source);
  const codes = new Map<number, ResultCode>();
  for (const [index, entry] of registry.codes.entries()) {
    if (codes.has(entry.code)) {
      const at = pointer('codes', index, 'code');
      const message = `${entry.code} is in the registry twice`;
      problems.push({ file: CODES_FILE, at, message, hint: 'remove one' });
    }
    codes.set(entry.code, entry);
  }
  for (const [name, code] of Object.entries(ownCodes)) {
    if (!codes.has(code)) {
      const message = `${code} (${name}) is missing: the service itself answers with it`;
      problems.push({ file: CODES_FILE, at: '/codes', message, hint: 'put it back' });
    }
  }
  return codes;
}

const numbersSchema = z.object({ codes: z.array(z.unknown()) });
const numberSchema = z.object({ code: z.int() });

/** The numbers of an unsound registry: rules are not blamed for a code that is there. */
function codesAsFarAsRead(source: RuleSetSource): ReadonlyMap<number, ResultCode> {
  const codes = new Map<number, ResultCode>();
  for (const entry of numbersSchema.safeParse(source.documents.get(CODES_FILE)).data?.codes ?? []) {
    const read = numberSchema.safeParse(entry);
    if (read.success)
      codes.set(read.data.code, { code: read.data.code, meaning: '', text: { en: '', zh: '', ko: '' } });
  }
  return codes;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese', ko: 'Korean' };

/** Says once that a language is missing, however many codes lack it. */
function joinMissingTexts(found: readonly SourceProblem[], source: RuleSetSource): SourceProblem[] {
  const joined: SourceProblem[] = [];
  const first = new Map<string, number[]>();
  for (const problem of found) {
    const [, index, language] = /^\/codes\/(\d+)\/text\/(en|zh|ko)$/u.exec(problem.at) ?? [];
    const isMissing = language !== undefined && problem.message === `"${language}" is missing`;
    if (!isMissing) joined.push(problem);
    else if (first.has(language)) first.get(language)?.push(Number(index));
    else {
      first.set(language, [Number(index)]);
      joined.push(problem);
    }
  }
  return joined.map((problem) => {
    const language = /\/text\/(en|zh|ko)$/u.exec(problem.at)?.[1];
    const indexes = language === undefined ? undefined : first.get(language);
    if (!isLanguage(language) || indexes === undefined || indexes.length < 2) return problem;
    const codes = indexes.map((index) => codeAt(source, index)).join(', ');
    const message = `the ${languageNames[language]} text ("${language}") is missing in ${indexes.length} codes: ${codes}`;
    return { ...problem, message };
  });
}

function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && text in languageNames;
}

function codeAt(source: RuleSetSource, index: number): string {
  const entry = numbersSchema.safeParse(source.documents.get(CODES_FILE)).data?.codes[index];
  return String(numberSchema.safeParse(entry).data?.code ?? `number ${index + 1}`);
}
