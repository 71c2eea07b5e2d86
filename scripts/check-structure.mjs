// Holds the layout, sizes, directions of imports and words that CONTRIBUTING.md names. Part of `npm run check`.
//   node scripts/check-structure.mjs [folder]
// Exceptions stand in scripts/structure-exceptions.json, each with its reason; one that is no longer needed is a finding, too.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { documentFindings } from './structure/documents.mjs';
import { importFindings } from './structure/imports.mjs';
import { sizeFindings } from './structure/sizes.mjs';
import { filesIn } from './structure/files.mjs';
import { wordFindings } from './structure/words.mjs';

const EXCEPTIONS = 'scripts/structure-exceptions.json';

const root = resolve(process.argv[2] ?? '.');
const files = filesIn(root);
const found = [
  ...sizeFindings(files),
  ...importFindings(files),
  ...wordFindings(files),
  ...documentFindings(root, files),
];
const left = withoutExceptions(found, exceptionsIn(root));
for (const { rule, where, says } of left) console.error(`${where}: ${says} [${rule}]`);
if (left.length > 0) {
  console.error(`${left.length} finding${left.length === 1 ? '' : 's'}: see CONTRIBUTING.md`);
  process.exitCode = 1;
}

function exceptionsIn(folder) {
  const path = join(folder, EXCEPTIONS);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

/** An exception covers exactly as many findings of one rule in one place as its `count` says, one unless given. */
function withoutExceptions(findings, exceptions) {
  const result = [];
  const byKey = groupBy(findings);
  for (const { rule, where, because, count = 1 } of exceptions) {
    const covered = byKey.get(keyOf({ rule, where })) ?? [];
    byKey.delete(keyOf({ rule, where }));
    if (typeof because !== 'string' || because === '') {
      result.push({ rule, where, says: `an exception without a reason in ${EXCEPTIONS}` });
    }
    if (covered.length > count) result.push(...covered);
    if (covered.length < count) {
      result.push({ rule, where, says: `${EXCEPTIONS} allows ${count} where ${covered.length} are found` });
    }
  }
  return [...result, ...[...byKey.values()].flat()];
}

function keyOf({ rule, where }) {
  return `${rule} ${where}`;
}

function groupBy(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}
