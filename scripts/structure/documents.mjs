import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isDocument } from './files.mjs';

const MAX_CELL = 120;
const LINK = /\]\(([^)\s]+)\)/g;
const RUNBOOK = /^\s*runbook: (\S+)$/gm;

/** Table cells that are too long, and links that lead nowhere; runbooks of the alerts included. */
export function documentFindings(root, files) {
  const findings = [];
  for (const [path, text] of files) {
    if (isDocument(path)) {
      findings.push(...longCells(path, text));
      const links = [...withoutCode(text).matchAll(LINK)].map(([, link]) => link);
      findings.push(...brokenLinks(root, files, path, links));
    }
    const runbooks = [...text.matchAll(RUNBOOK)].map(([, link]) => link);
    if (path.endsWith('.yaml')) findings.push(...brokenLinks(root, files, '', runbooks));
  }
  return findings;
}

function longCells(path, text) {
  return text.split('\n').flatMap((line, index) => {
    if (!line.startsWith('|') || /^[|\s:-]*$/.test(line)) return [];
    const longest = Math.max(...line.split(/(?<!\\)\|/).map((cell) => cell.trim().length));
    if (longest <= MAX_CELL) return [];
    const says = `line ${index + 1} has a table cell of ${longest} characters; ${MAX_CELL} at most`;
    return [{ rule: 'table-cell', where: path, says }];
  });
}

function brokenLinks(root, files, path, links) {
  return links.flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [target, anchor] = link.split('#');
    const to = target === '' ? path : posix.join(posix.dirname(path), target);
    const says = `${link} leads nowhere`;
    if (!existsSync(join(root, to))) return [{ rule: 'link', where: path || link, says }];
    const page = files.get(to);
    if (anchor === undefined || page === undefined || !to.endsWith('.md')) return [];
    return anchorsIn(page).has(anchor) ? [] : [{ rule: 'link', where: path || link, says }];
  });
}

/** As GitHub makes them of headings. */
function anchorsIn(text) {
  const headings = [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .trim()
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(text) {
  return text.replaceAll(/^\s*```[^]*?^\s*```/gm, '');
}
