import { readdir, readFile } from 'node:fs/promises';

const TICK_MS = 10;

async function ticksOf(path) {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return 0;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Milliseconds of processor that a process has taken: its main thread, and all of its threads. */
export async function processorOf(pid) {
  const main = TICK_MS * (await ticksOf(`/proc/${pid}/task/${pid}/stat`));
  const all = TICK_MS * (await ticksOf(`/proc/${pid}/stat`));
  return { main, all };
}

/** What both took between two readings, in microseconds a callback. */
export function microsEach(before, after, callbacks) {
  const each = (name) => (1_000 * (after[name] - before[name])) / Math.max(1, callbacks);
  return { main: each('main'), all: each('all') };
}

/** The processes of a process and of all below it. */
export async function descendantsOf(pid) {
  const below = [];
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const children = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '');
    for (const child of children.trim().split(/\s+/).filter(Boolean)) below.push(Number(child));
  }
  return [pid, ...(await Promise.all(below.map(descendantsOf))).flat()];
}
