import { posix } from 'node:path';
import { isSpec } from './files.mjs';
import { cyclesIn } from './cycles.mjs';

/** Lowest first: a folder imports from itself and from those before it. Folders of one row do not import each other. */
const ORDER = [
  ['src/runtime', 'src/wording'],
  ['src/moderation/model'],
  ['src/moderation/text'],
  ['src/moderation/lists'],
  ['src/moderation/state'],
  ['src/moderation/conditions'],
  ['src/moderation/facts'],
  ['src/moderation/rules'],
  ['src/moderation/engine/rule-index'],
  ['src/moderation/engine'],
  ['src/moderation'],
  ['src/policy'],
  ['src/persistence'],
  ['src/http'],
  ['src/callbacks', 'src/staff'],
  ['src/config'],
  ['src/cli'],
  ['src'],
];

/** Folders that know of nothing but these, wherever they stand in the order. */
const ONLY = new Map([['src/http', ['src/runtime']]]);

const IMPORTS = [
  /(?:^|\n)[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](\.[^'"]+)['"]/g,
  /(?:^|\n)[ \t]*import\s*['"](\.[^'"]+)['"]/g,
  /\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g,
];

/** Imports against the order, and circles; types count as values do. */
export function importFindings(files) {
  const sources = [...files].filter(([path]) => /^src\/.*\.ts$/.test(path) && !isSpec(path));
  const graph = new Map(sources.map(([path, text]) => [path, importsOf(path, text)]));
  const against = [...graph].flatMap(([path, targets]) =>
    [...targets]
      .filter((target) => graph.has(target) && !mayImport(path, target))
      .map((target) => ({
        rule: 'import-order',
        where: `${path} > ${target}`,
        says: `${areaOf(path).name} may not import ${areaOf(target).name}`,
      })),
  );
  const circles = cyclesIn(graph).map((circle) => ({
    rule: 'import-circle',
    where: circle[0],
    says: `a circle of imports: ${circle.join(', ')}`,
  }));
  return [...against, ...circles];
}

function importsOf(path, text) {
  const targets = IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, target]) => target));
  return new Set(targets.map((target) => posix.join(posix.dirname(path), target).replace(/\.js$/, '.ts')));
}

/** The row and the name of the innermost folder of the order that holds a file. */
function areaOf(path) {
  let area = { row: ORDER.length - 1, name: 'src' };
  for (const [row, names] of ORDER.entries()) {
    for (const name of names) {
      if (path.startsWith(`${name}/`) && name.length > area.name.length) area = { row, name };
    }
  }
  return area;
}

function mayImport(from, to) {
  const importer = areaOf(from);
  const imported = areaOf(to);
  if (importer.name === imported.name) return true;
  // Nest modules are composition: they may name what they wire, wherever it is.
  if (from.endsWith('.module.ts')) return true;
  const only = ONLY.get(importer.name);
  if (only !== undefined) return only.includes(imported.name);
  return importer.row > imported.row;
}
