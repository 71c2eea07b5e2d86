import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { APP } from '../http/packet-template.mjs';
import { TOKEN } from '../http/targets.mjs';

const main = process.env.FRIENDGATE ?? fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

/**
 * Starts a friendgate with signatures on, in a data folder that may have been used before; without a URL for the database, on trial
 * storage. `readyAfter` is how many seconds after its start it said that it was ready.
 */
export async function startOn({ dataDir, rules, databaseUrl }) {
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      SDK_APP_ID: APP,
      CALLBACK_TOKEN: TOKEN,
      PORT: '0',
      CONSOLE_PORT: '0',
      DRAIN_MS: '0',
      DATA_DIR: dataDir,
      RULES_DIR: rules,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = [];
  const entry = await readyOf(child, said);
  const readyAfter = (performance.now() - begun) / 1_000;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const port = Number(new URL(entry.callbackUrl).port);
  return { pid: child.pid, port, said, begun, readyAfter, metrics: () => metricsOf(entry.consoleUrl), stop };
}

function readyOf(child, said) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line);
      said.push(entry);
      if (entry.msg === 'ready') resolve(entry);
    });
    child.once('exit', () => reject(new Error(`friendgate ended:\n${JSON.stringify(said)}`)));
  });
}

/** Rules of the HTTP benchmark repeat each other on purpose, which the service warns of. */
const EXPECTED = 'the rules are live, with warnings';

/** The messages of its warnings and errors. */
export function complaintsOf(said) {
  const grave = said.filter(({ level }) => level >= 40 || ['warn', 'error', 'fatal'].includes(level));
  return [...new Set(grave.map(({ msg }) => msg))].filter((message) => !message.startsWith(EXPECTED));
}

/** Reads the metrics; the answer gives the sum of a metric over its labels, or `null` where there is none. */
async function metricsOf(consoleUrl) {
  const text = await (await fetch(new URL('/metrics', consoleUrl))).text();
  return (name) => {
    const lines = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'gm'))];
    return lines.length === 0 ? null : lines.reduce((total, [, value]) => total + Number(value), 0);
  };
}
