import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Added to the nice value: when both want a processor, the thread that answers gets nine tenths of it. */
const NICENESS = 10;

/**
 * Lets the thread that answers go before the one that calls this, where processors are short. On Linux, whose threads have
 * priorities of their own; elsewhere all stay alike.
 */
export function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // A system may hide its threads, or forbid it: then they share as before.
  }
}
