import { isDocument, isSource } from './files.mjs';

/** English that has to be read twice: inverted openings, and machines that are spoken of as people. */
const IN_COMMENTS = [
  { pattern: /(?:^|[.!?:] )Of (?!course\b)/, says: 'begins with "Of": put the subject first' },
  { pattern: /(?:^|[.!?] )What /, says: 'begins with "What": name the thing' },
  {
    pattern: /\b(?:no|some)body\b/i,
    says: 'says "nobody" or "somebody": name the process, thread or caller',
  },
  { pattern: /\bwhoever\b/i, says: 'says "whoever": name the process, thread or caller' },
];
const IN_DOCUMENTS = IN_COMMENTS.filter(({ says }) => !says.startsWith('begins with "What"'));

/** A line that is a comment, or ends in one. */
const COMMENT_LINE = /^\s*(?:\/\*\*?|\*\/|\*|\/\/)\s?(.*?)(?:\*\/)?\s*$/;
const COMMENT_AT_END = /(?:^|[^:'"`\\])\/\/ (.*)$/;

export function wordFindings(files) {
  return [...files].flatMap(([path, text]) => {
    if (isSource(path)) return findingsIn(path, commentsIn(text), IN_COMMENTS);
    if (isDocument(path)) return findingsIn(path, paragraphsIn(text), IN_DOCUMENTS);
    return [];
  });
}

function findingsIn(path, texts, patterns) {
  return texts.flatMap(({ line, text }) =>
    patterns
      .filter(({ pattern }) => pattern.test(text))
      .map(({ says }) => ({ rule: 'words', where: path, says: `line ${line} ${says}: ${shortened(text)}` })),
  );
}

/** Comments, those on consecutive lines as one. */
function commentsIn(text) {
  const comments = [];
  let open = null;
  for (const [index, line] of text.split('\n').entries()) {
    const whole = COMMENT_LINE.exec(line)?.[1];
    if (whole !== undefined) {
      if (open === null || /^\s*\/\*/.test(line)) comments.push((open = { line: index + 1, text: '' }));
      open.text = `${open.text} ${whole}`.trim();
      if (line.includes('*/')) open = null;
      continue;
    }
    open = null;
    const end = COMMENT_AT_END.exec(line)?.[1];
    if (end !== undefined) comments.push({ line: index + 1, text: end });
  }
  return comments;
}

/** Paragraphs and list items; neither code nor tables. */
function paragraphsIn(text) {
  const paragraphs = [];
  let open = null;
  let inCode = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    if (inCode || /^\s*(```|\||$)/.test(line)) {
      open = null;
      continue;
    }
    if (open === null || /^\s*([-*]|\d+\.) /.test(line))
      paragraphs.push((open = { line: index + 1, text: '' }));
    open.text = `${open.text} ${line.trim().replace(/^([-*]|\d+\.) /, '')}`.trim();
  }
  return paragraphs;
}

function shortened(text) {
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
