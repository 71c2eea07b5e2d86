import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

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

/** The processor time of both between two readings, in microseconds a callback. */
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

/** How many of the machine's processors were busy between two readings of `clocksOf`. */
export function busyBetween(before, after) {
  return (after.busy - before.busy) / 100 / ((after.at - before.at) / 1_000);
}

export async function clocksOf() {
  const [line] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return { at: performance.now(), busy: user + nice + system + interrupts + softInterrupts + stolen };
}

/** Processors that others keep busy are not the service's to have. */
const CALM = 0.2;

/** Waits until other processes leave the machine almost idle, for at most so many seconds. @returns how many processors are still busy */
export async function calm(seconds) {
  const glance = Math.max(100, Math.min(1_000, seconds * 1_000));
  for (const end = performance.now() + seconds * 1_000; ;) {
    const before = await clocksOf();
    await pause(glance);
    const busy = busyBetween(before, await clocksOf());
    if (busy < CALM || performance.now() > end) return busy;
  }
}
