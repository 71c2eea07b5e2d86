/** The corpus of the tests, which is TypeScript: built beside the service, with what it imports of it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const built = (path) => import(new URL(`../../dist/text-tables/${path}`, import.meta.url));

export async function corpus() {
  const compiler = [root('node_modules/typescript/bin/tsc'), '-p', root('bench/text/tsconfig.json')];
  const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
  if (status !== 0) throw new Error('The corpus could not be built: see above.');
  const disguised = await built('test/support/disguises/corpus.js');
  const { looseList } = await built('test/support/disguises/loose-list.js');
  const { shippedLists } = await built('test/support/innocent/shipped-lists.js');
  const { innocentRemarks } = await built('test/support/innocent/innocent-remarks.js');
  return {
    ...(await built('test/support/disguises/terms.js')),
    ...(await built('test/support/disguises/term.js')),
    ...(await built('test/support/disguises/catalogue.js')),
    single: disguised.singlyDisguised(),
    double: disguised.doublyDisguised(),
    innocent: innocentRemarks(),
    looseList,
    shipped: await shippedLists(root('rules/lists/terms')),
  };
}
