import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = new Set(['src', 'test', 'scripts', 'bench', 'migrations', 'docs', 'deploy']);
const PASSED_OVER = new Set(['node_modules', 'dist', 'data', 'results']);
const READ = /\.(ts|mjs|md|yaml|json)$/;

/** The text of every source and document under a checkout, by path with slashes. */
export function filesIn(root) {
  const files = new Map();
  const read = (path) => files.set(path, readFileSync(join(root, path), 'utf8'));
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.md')) read(entry.name);
    if (entry.isDirectory() && FOLDERS.has(entry.name)) walk(root, entry.name, read);
  }
  return files;
}

function walk(root, folder, read) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) walk(root, path, read);
    if (entry.isFile() && READ.test(entry.name)) read(path);
  }
}

export const isSource = (path) => /^(src|test|scripts|bench|migrations)\/.*\.(ts|mjs)$/.test(path);
export const isSpec = (path) => /\.spec\.(ts|mjs)$/.test(path);
export const isDocument = (path) => path.endsWith('.md');
export const folderOf = (path) => path.slice(0, path.lastIndexOf('/'));
