import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { answerClientError } from './client-error.js';
import type { ErrorFormat } from './error-format.js';

const errors: ErrorFormat = {
  contentType: 'application/json',
  bodyOf: (status, detail) => JSON.stringify({ status, detail }),
};

/** The answer to a client that sent this, and then took too long. */
async function readAfter(sent: string): Promise<string> {
  const server = createServer((socket) => {
    const late = () =>
      answerClientError(
        Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
        socket,
        errors,
      );
    if (sent === '') late();
    else socket.once('data', late);
  }).listen(0);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = connect(address.port).on('error', () => undefined);
  if (sent !== '') client.write(sent);
  const read = await text(client);
  server.close();
  return read;
}

describe('a request that does not come to its end', () => {
  it('gets an error in the format of the application', async () => {
    const read = await readAfter('POST /callback HTTP/1.1\r\n');
    expect(read).toContain('HTTP/1.1 408 Request Timeout');
    expect(read).toContain('Content-Type: application/json\r\n');
    expect(read).toContain('{"status":408,"detail":"Request Timeout"}');
  });

  /**
   * @fault flood: a connection that never sends a request
   * @effect It is closed without an answer.
   */
  it('gets no answer where it never began', async () => {
    expect(await readAfter('')).toBe('');
  });
});
