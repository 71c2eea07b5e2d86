import type { Socket } from 'node:net';

/**
 * Bounds the open connections. A connection over the limit takes the place of the oldest one that has not proved itself yet; where all
 * have, it is closed.
 */
export class ConnectionLimit {
  private readonly unproven = new Set<Socket>();
  private readonly proven = new Set<Socket>();

  constructor(private readonly max: number) {}

  /** Counts a connection that was opened. */
  admit(socket: Socket): void {
    socket.once('close', () => {
      this.unproven.delete(socket);
      this.proven.delete(socket);
    });
    this.unproven.add(socket);
    if (this.unproven.size + this.proven.size <= this.max) return;
    const [oldest] = this.unproven;
    oldest?.destroy();
    if (oldest !== undefined) this.unproven.delete(oldest);
  }

  /** Says that a sender on this connection was authenticated. */
  prove(socket: Socket): void {
    if (this.unproven.delete(socket)) this.proven.add(socket);
  }
}
