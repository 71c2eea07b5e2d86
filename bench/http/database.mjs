import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { descendantsOf } from './processor.mjs';

const run = promisify(execFile);
const adminUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
let made = 0;

/** A client for one question. */
export async function ask(url, sql) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A new database on the server of DATABASE_URL. */
export async function aDatabase() {
  const name = `friendgate_bench_http_${process.pid}_${(made += 1)}`;
  await ask(adminUrl, `create database ${name}`);
  return {
    url: Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href,
    remove: () => ask(adminUrl, `drop database ${name} with (force)`),
  };
}

async function binaries() {
  const root = '/usr/lib/postgresql';
  const versions = (await readdir(root)).sort((a, b) => Number(b) - Number(a));
  return join(root, versions[0], 'bin');
}

/** PostgreSQL does not run as root. */
const asOwner = (file, args) =>
  process.getuid() === 0 ? run('runuser', ['-u', 'postgres', '--', file, ...args]) : run(file, args);

/** A server of our own, which may be stopped without disturbing others. */
export async function aServer(folder) {
  const bin = await binaries();
  const home = join(folder, 'postgresql');
  const port = 20_000 + ((process.pid * 7) % 10_000);
  await mkdir(home, { recursive: true });
  if (process.getuid() === 0) await run('chown', ['postgres', folder, home]);
  const cluster = join(home, 'cluster');
  await asOwner(join(bin, 'initdb'), [
    '-D',
    cluster,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${home}`;
  const ctl = (...args) => asOwner(join(bin, 'pg_ctl'), ['-D', cluster, '-w', ...args]);
  await ctl('start', '-l', join(home, 'log'), '-o', options);
  const pid = async () => Number((await run('head', ['-1', join(cluster, 'postmaster.pid')])).stdout);
  const signal = async (name) => {
    for (const each of await descendantsOf(await pid())) process.kill(each, name);
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    remove: async () => {
      await signal('SIGCONT');
      await ctl('stop', '-m', 'immediate');
    },
  };
}
