import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { APP } from '../http/packet-template.mjs';
import { TOKEN } from '../http/targets.mjs';
import { canMount, faketimeLibrary, isRoot } from './system.mjs';

const main = process.env.FRIENDGATE ?? fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
/** On a small file system of its own, so that a fault can fill it. */
const DATA_MB = 256;
/** Root passes every permission, so the service runs as another user. */
const NOBODY = 65_534;

/**
 * One friendgate: its database, its data folder, its rules, its wall clock, and the process that is ended and started again.
 * `redisUrl` is `null` for one that counts in its own memory.
 */
export class Service {
  /** Milliseconds since the epoch of each start and end of the process: answers are missing around these. */
  downtimes = [];
  said = [];
  #child = null;
  #entry = null;

  constructor({ name, folder, databaseUrl, redisUrl, started }) {
    this.name = name;
    this.folder = folder;
    this.databaseUrl = databaseUrl;
    this.redisUrl = redisUrl;
    this.started = started;
    this.dataMount = join(folder, 'disk');
    this.dataDir = join(this.dataMount, 'data');
    this.rules = join(folder, 'rules');
    this.clockFile = join(folder, 'clock');
  }

  async prepare(rules) {
    await mkdir(this.dataMount, { recursive: true });
    this.hasOwnDisk = canMount();
    if (this.hasOwnDisk) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DATA_MB}m,mode=0755`, 'tmpfs', this.dataMount]);
    }
    await mkdir(this.dataDir, { recursive: true });
    await cp(rules, this.rules, { recursive: true });
    await this.setClock(0);
    this.faketime = await faketimeLibrary();
    if (isRoot) {
      await chown(this.dataDir, NOBODY, NOBODY);
      await chown(this.dataMount, NOBODY, NOBODY);
    }
  }

  get pid() {
    return this.#child?.pid ?? null;
  }

  /** Sets the wall clock of the process so many seconds off; the monotonic clock goes on. */
  async setClock(seconds) {
    await writeFile(`${this.clockFile}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${this.clockFile}.new`, this.clockFile);
  }

  async start() {
    const child = spawn(process.execPath, [main], {
      cwd: '/',
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    this.#child = child;
    this.#entry = await this.#ready(child);
    this.downtimes.at(-1)?.push(Date.now());
    this.started(this);
  }

  get port() {
    return Number(new URL(this.#entry.callbackUrl).port);
  }

  get consoleUrl() {
    return this.#entry.consoleUrl;
  }

  async end(signal) {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    this.downtimes.push([Date.now()]);
    child.kill(signal);
    await ended;
  }

  async remove() {
    await this.end('SIGKILL');
    if (this.hasOwnDisk) execFileSync('umount', ['--lazy', this.dataMount]);
  }

  #environment() {
    const clock =
      this.faketime === null
        ? {}
        : {
            LD_PRELOAD: this.faketime,
            FAKETIME_TIMESTAMP_FILE: this.clockFile,
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
            FAKETIME_CACHE_DURATION: '1',
          };
    return {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      SDK_APP_ID: APP,
      CALLBACK_TOKEN: TOKEN,
      PORT: '0',
      CONSOLE_PORT: '0',
      DRAIN_MS: '0',
      DATA_DIR: this.dataDir,
      RULES_DIR: this.rules,
      DATABASE_URL: this.databaseUrl,
      ...(this.redisUrl === null ? {} : { REDIS_URL: this.redisUrl }),
      ...clock,
    };
  }

  #ready(child) {
    return new Promise((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => this.said.push({ msg: line }));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const entry = JSON.parse(line);
        this.said.push(entry);
        if (entry.msg === 'ready') resolve(entry);
        if (entry.msg?.startsWith('listening, but'))
          reject(new Error(`friendgate has no rules: ${JSON.stringify(this.said)}`));
      });
      child.once('exit', () => {
        reject(
          new Error(
            `friendgate ended: ${this.said
              .slice(-5)
              .map(({ msg }) => msg)
              .join('; ')}`,
          ),
        );
      });
    });
  }
}
