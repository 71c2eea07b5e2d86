import { folderOf, isSource, isSpec } from './files.mjs';

const MAX_FILE_LINES = 200;
const MAX_FOLDER_SOURCES = 20;

/** Lines of a function are oxlint's affair (`max-lines-per-function`); here its exceptions must say why. */
const LONG_FUNCTION = /oxlint-disable[\w-]*\s+(?:\S+,\s*)*(?:eslint\/)?max-lines-per-function(.*)/g;

/** Files and folders that are too large, and long functions without a reason. Specs do not count. */
export function sizeFindings(files) {
  const sources = [...files].filter(([path]) => isSource(path) && !isSpec(path));
  return [
    ...sources.flatMap(([path, text]) => [...fileTooLong(path, text), ...functionsWithoutReason(path, text)]),
    ...foldersTooWide(sources.map(([path]) => path)),
  ];
}

function fileTooLong(path, text) {
  const lines = text.split('\n').length - 1;
  if (lines <= MAX_FILE_LINES) return [];
  return [{ rule: 'file-size', where: path, says: `${lines} lines; ${MAX_FILE_LINES} at most` }];
}

function functionsWithoutReason(path, text) {
  return [...text.matchAll(LONG_FUNCTION)]
    .filter(([, rest]) => !/--\s*\S/.test(rest))
    .map(() => ({
      rule: 'function-size',
      where: path,
      says: 'a long function needs its reason behind " -- "',
    }));
}

function foldersTooWide(paths) {
  const counts = new Map();
  for (const path of paths) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  return [...counts]
    .filter(([folder, count]) => folder.startsWith('src') && count > MAX_FOLDER_SOURCES)
    .map(([folder, count]) => ({
      rule: 'folder-size',
      where: folder,
      says: `${count} sources; ${MAX_FOLDER_SOURCES} at most`,
    }));
}
