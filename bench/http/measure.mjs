import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './database.mjs';
import { busyBetween, calm, clocksOf, microsEach, processorOf } from './processor.mjs';
import { TOKEN } from './targets.mjs';

/** How long the machine may take to become quiet before each run, in seconds. */
const patience = Number(process.env.CALM_SECONDS ?? 30);

const loader = fileURLToPath(new URL('load.mjs', import.meta.url));

/**
 * Runs the generator against a service that has been started. `meanwhile` is called when measuring begins and awaited at the end.
 */
export async function measure(target, order, meanwhile = async () => undefined) {
  const elsewhere = await calm(patience);
  const child = fork(loader);
  const readings = [];
  let disturbing = Promise.resolve();
  let answered = 0;
  const done = new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message.kind === 'done') return resolve(message.result);
      readings.push(Promise.all([processorOf(target.pid), clocksOf(), target.metrics?.()]));
      if (message.kind === 'measured') ({ answered } = message);
      else {
        disturbing = meanwhile();
        disturbing.catch(reject);
      }
    });
    child.once('exit', (code) => reject(new Error(`the generator ended with ${code}`)));
  });
  child.send({ port: target.port, token: TOKEN, remarks: 'usual', ...order });
  const result = await done;
  const disturbance = await disturbing;
  const [before, after] = await Promise.all(readings);
  return {
    ...result,
    processor: microsEach(before[0], after[0], answered),
    /** Processors in use: by others just before, and by all of it while measuring. */
    busy: { elsewhere, altogether: busyBetween(before[1], after[1]) },
    degraded: before[2] === undefined ? null : degradedBetween(before[2], after[2]),
    disturbance,
  };
}

function degradedBetween(before, after) {
  const causes = Object.entries(after.degraded);
  return Object.fromEntries(causes.map(([cause, items]) => [cause, items - (before.degraded[cause] ?? 0)]));
}

/** Reads friendgate's own metrics and log, and counts whether every answered callback is in the database in the end. */
export async function aftermath(service, databaseUrl, answered) {
  const metrics = await service.metrics();
  const begun = performance.now();
  for (let waiting = metrics.waiting; waiting > 0 && performance.now() - begun < 60_000;) {
    await pause(200);
    ({ waiting } = await service.metrics());
  }
  const drainedAfter = (performance.now() - begun) / 1_000;
  const [{ rows }] = await ask(databaseUrl, 'select count(*)::int as rows from decision');
  const { said } = service;
  const errors = said.filter(({ level }) => level === 'error' || level === 'fatal' || level >= 50);
  return {
    ...metrics,
    drainedAfter,
    unrecorded: answered - rows,
    warnings: said.filter(({ level }) => level === 'warn' || level === 40).map(({ msg }) => msg),
    failures: errors.map(({ msg }) => msg),
  };
}
