import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** How much nicer than the thread that answers: when both want a processor, that one gets nine tenths of it. */
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
