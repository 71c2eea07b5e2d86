import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { descendantsOf } from '../http/processor.mjs';
import { asPostgres, freePort, postgresPrograms } from './system.mjs';

/** A PostgreSQL server of the run's own, to be harmed. */
export async function aPostgres(folder) {
  const server = new Postgres(join(folder, 'postgresql'), await postgresPrograms(), await freePort());
  await server.create(folder);
  await server.start();
  return server;
}

class Postgres {
  constructor(home, programs, port) {
    this.home = home;
    this.cluster = join(home, 'cluster');
    this.programs = programs;
    this.port = port;
  }

  async create(folder) {
    await mkdir(this.home, { recursive: true });
    await asPostgres.owns(folder, this.home);
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
    const options = ['-D', this.cluster, '-U', 'postgres', '-A', 'trust', '--no-sync', ...locale];
    await asPostgres.run(join(this.programs, 'initdb'), options);
  }

  urlOf(database) {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  start() {
    const options = [
      `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.home}`,
      // A crash of the server loses nothing that it has committed.
      '-c max_connections=60 -c fsync=on',
    ];
    return this.#control('start', '-l', join(this.home, 'log'), '-o', options.join(' '));
  }

  /** @param mode `immediate` as in a crash, or `fast` */
  stop(mode) {
    return this.#control('stop', '-m', mode);
  }

  freeze() {
    return this.#signal('SIGSTOP');
  }

  thaw() {
    return this.#signal('SIGCONT');
  }

  /** Runs statements on a database, one after the other. */
  query(database, ...statements) {
    return this.with(database, async (client) => {
      for (const sql of statements) await client.query(sql);
    });
  }

  /** The rows of a query. */
  rows(database, sql) {
    return this.with(database, async (client) => (await client.query(sql)).rows);
  }

  /** Works on a connection of its own. */
  async with(database, work) {
    const client = new Client({ connectionString: this.urlOf(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  remove() {
    return this.thaw()
      .catch(() => undefined)
      .then(() => this.stop('immediate'))
      .catch(() => undefined);
  }

  #control(...args) {
    return asPostgres.run(join(this.programs, 'pg_ctl'), ['-D', this.cluster, '-w', ...args]);
  }

  async #signal(name) {
    const [pid] = (await readFile(join(this.cluster, 'postmaster.pid'), 'utf8')).split('\n');
    for (const each of await descendantsOf(Number(pid))) process.kill(each, name);
  }
}
