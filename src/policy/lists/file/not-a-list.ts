import type { Problem } from '../../../moderation/model/problem.js';

const SAMPLE_BYTES = 1_024;

/** Recognises a web page, JSON and the like in the place of a list; `null` where it may be a list. */
export function problemOfContent(file: Buffer, begin: number): Problem | null {
  const start = file.toString('utf8', begin, begin + SAMPLE_BYTES).trimStart();
  const found = contents.find(({ pattern }) => pattern.test(start));
  if (found === undefined) return null;
  return { at: '/line/1', message: `this is ${found.is}, not a list`, hint: found.hint, weight: 'tightened' };
}

const contents: readonly { readonly pattern: RegExp; readonly is: string; readonly hint: string }[] = [
  {
    pattern: /^<(?:!doctype|html|head|body|table|script|svg|!--)/iu,
    is: 'a web page',
    hint: 'the download may have asked for a sign-in: download it again',
  },
  { pattern: /^<\?xml/iu, is: 'XML', hint: 'export as CSV with commas' },
  { pattern: /^\{\\rtf/u, is: 'rich text', hint: 'export as CSV with commas' },
  {
    pattern: /^(?:\[\s*(?:["[{\]]|-?\d+\s*[,\]])|\{\s*(?:"[^"]*"\s*:|\}))/u,
    is: 'JSON',
    hint: 'write one value a line, or CSV with the header value',
  },
  {
    pattern: /^version https:\/\/git-lfs\.github\.com/u,
    is: 'a pointer of Git LFS',
    hint: 'fetch the file: git lfs pull',
  },
];
