import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { APP } from './packet-template.mjs';

export const TOKEN = 'bench-token';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const main = process.env.FRIENDGATE ?? here('../../dist/src/main.js');

/** Starts a program that says `{"msg":"ready"}` in its log; `said` holds all lines of it. */
async function start(file, env) {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = [];
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line);
      said.push(entry);
      if (entry.msg === 'ready') resolve(entry);
    });
    child.once('exit', () => reject(new Error(`${file} ended:\n${JSON.stringify(said)}`)));
  });
  const entry = await ready;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { pid: child.pid, entry, said, stop };
}

export async function startBare({ items }, isEcho = false) {
  const env = { ITEMS: String(items), ECHO: isEcho ? 'yes' : 'no' };
  const started = await start(here('bare.mjs'), env);
  return { ...started, port: started.entry.port };
}

export async function startRecording({ folder }) {
  const started = await start(here('recording.mjs'), {
    TOKEN,
    DATA_DIR: await mkdtemp(join(folder, 'recording-')),
  });
  return { ...started, port: started.entry.port };
}

export async function startObvious({ rules, databaseUrl }) {
  const started = await start(here('obvious.mjs'), { RULES_DIR: rules, DATABASE_URL: databaseUrl });
  return { ...started, port: started.entry.port };
}

/** With signatures, the journal in a new folder, and the database; in Redis where there is a URL for it. */
export async function startFriendgate({ folder, rules, databaseUrl, redisUrl }) {
  const started = await start(main, {
    SDK_APP_ID: APP,
    CALLBACK_TOKEN: TOKEN,
    PORT: '0',
    CONSOLE_PORT: '0',
    DRAIN_MS: '0',
    DATABASE_URL: databaseUrl,
    DATA_DIR: await mkdtemp(join(folder, 'data-')),
    RULES_DIR: rules,
    // As the image has it.
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  });
  const { callbackUrl, consoleUrl } = started.entry;
  return { ...started, port: Number(new URL(callbackUrl).port), metrics: () => metricsOf(consoleUrl) };
}

async function metricsOf(consoleUrl) {
  const text = await (await fetch(new URL('/metrics', consoleUrl))).text();
  const sum = (name) =>
    [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'gm'))].reduce(
      (total, [, value]) => total + Number(value),
      0,
    );
  const degraded = {};
  for (const [, because, value] of text.matchAll(
    /^friendgate_degraded_items_total{because="([^"]*)"} (.*)$/gm,
  )) {
    degraded[because] = Number(value);
  }
  return {
    degraded,
    shadowSkipped: sum('friendgate_shadow_skipped_items_total'),
    evictions: sum('friendgate_state_evictions_total'),
    waiting: sum('friendgate_journal_waiting_records'),
    rejected: sum('friendgate_journal_rejects_total'),
    ruleSet: sum('friendgate_rule_set_number'),
    residentBytes: sum('process_resident_memory_bytes'),
  };
}
