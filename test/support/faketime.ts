import { existsSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './service-process.js';

/** The library of Debian's package faketime, which fakes the wall clock of a process; `null` where it is not installed. */
const library =
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : [])
    .map((folder) => join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1'))
    .find((path) => existsSync(path)) ?? null;

/** Whether wall clocks can be faked here. CI installs the package, and fails where it is missing. */
export const hasFaketime = process.env['CI'] !== undefined || library !== null;

/** Says why the specs of a file that fake the wall clock are skipped, where they are. */
export function needsFaketime(file: string): void {
  if (!hasFaketime) process.stderr.write(`${file} is skipped: Debian's package faketime is not installed\n`);
}

/** The wall clock of a process: `env` fakes it, `set` moves it so many seconds away from the true time. Monotonic time goes on. */
export async function aFakeClock(home: Pick<Home, 'dataDir'>) {
  const file = `${home.dataDir}.clock`;
  const set = async (seconds: number) => {
    await writeFile(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${file}.new`, file);
  };
  await set(0);
  const env = {
    LD_PRELOAD: library ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_CACHE_DURATION: '1',
  };
  return { env, set };
}
