import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Sends texts over one connection with a pause between, and gives what the service said until it closed the connection. */
export async function exchange(
  url: string,
  texts: readonly (string | Buffer)[],
  pauseMs = 0,
): Promise<string> {
  const connection = await open(url);
  for (const [index, text] of texts.entries()) {
    if (index > 0) await pause(pauseMs);
    connection.socket.write(text);
  }
  await connection.closed;
  return connection.received();
}

/** A connection that a test writes to byte by byte. */
export interface RawConnection {
  readonly socket: Socket;
  /** Resolves when the service, or an error, has closed it. */
  readonly closed: Promise<void>;
  received(): string;
  /** Waits until what was received has a match. */
  receives(pattern: RegExp): Promise<void>;
}

export async function open(url: string): Promise<RawConnection> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // A reset ends a connection as well.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  return {
    socket,
    closed,
    received: () => text,
    async receives(pattern) {
      while (!pattern.test(text)) {
        const more = await Promise.race([once(socket, 'data').then(() => true), closed.then(() => false)]);
        if (!more && !pattern.test(text)) throw new Error(`closed after ${JSON.stringify(text)}`);
      }
    },
  };
}

/** The text of a request. */
export function requestText(
  target: string,
  body: string | Buffer,
  { method = 'POST', headers = '' }: { readonly method?: string; readonly headers?: string } = {},
): string {
  return `${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body.toString()}`;
}
