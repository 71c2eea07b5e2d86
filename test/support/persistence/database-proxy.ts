import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { createSocketFolder } from '../../../src/persistence/data-dir/socket-path.js';
import {
  postgresAt,
  trialStorageAt,
  type DatabaseAddress,
} from '../../../src/persistence/postgres/connection/database-address.js';

const SOCKET = '.s.PGSQL.5432';

/** A line to a database that can be cut, and held so that neither side hears anything of the other. */
export class DatabaseProxy {
  private readonly server: Server;
  private readonly ends = new Set<Socket>();
  private isCut = false;
  private isHeld = false;

  private constructor(
    private readonly connect: () => Socket,
    private readonly folder: string,
  ) {
    this.server = createServer((near) => this.join(near));
  }

  static async to(target: DatabaseAddress): Promise<DatabaseProxy> {
    const { connection } = target;
    const connect = () => {
      if ('socketDirectory' in connection) return createConnection(join(connection.socketDirectory, SOCKET));
      const { hostname, port } = new URL(connection.url);
      return createConnection(Number(port || 5432), hostname);
    };
    const line = new DatabaseProxy(connect, await createSocketFolder());
    await new Promise<void>((resolve) => line.server.listen(join(line.folder, SOCKET), resolve));
    return line;
  }

  /** The database as seen through the line. */
  addressOf(target: DatabaseAddress): DatabaseAddress {
    if ('socketDirectory' in target.connection) return trialStorageAt(this.folder);
    const { username, pathname } = new URL(target.connection.url);
    return postgresAt(`postgres://${username}@/${pathname.slice(1)}?host=${this.folder}`);
  }

  /** Breaks what is connected and refuses new connections. */
  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.destroy();
  }

  /** Nothing passes, and connections stay open: as when the database hangs. */
  hold(): void {
    this.isHeld = true;
    for (const end of this.ends) end.pause();
  }

  restore(): void {
    this.isCut = false;
    this.isHeld = false;
    for (const end of this.ends) end.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  private join(near: Socket): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = this.connect();
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.ends.delete(from);
        to.destroy();
      });
      if (this.isHeld) from.pause();
    }
  }
}
