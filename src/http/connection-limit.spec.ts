import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ConnectionLimit } from './connection-limit.js';

const opened: Socket[] = [];
const closing: (() => void)[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
  for (const close of closing.splice(0)) close();
});

/** A server that admits three connections, and what opens one of them. */
async function aServer() {
  const limit = new ConnectionLimit(3);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    limit.admit(socket);
  }).listen(0, '127.0.0.1');
  closing.push(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return async () => {
    const accepted = once(server, 'connection');
    const client = connect(port, '127.0.0.1').on('error', () => undefined);
    opened.push(client);
    const [socket]: Socket[] = await accepted;
    if (socket === undefined) throw new Error('no connection');
    return { client, prove: () => limit.prove(socket) };
  };
}

describe('the limit of connections', () => {
  it('closes the oldest connection that has not proved itself', async () => {
    const open = await aServer();
    const [trusted, oldest, other] = [await open(), await open(), await open()];
    trusted.prove();
    const closed = once(oldest.client, 'close');
    await open();
    await closed;
    expect([trusted.client.destroyed, other.client.destroyed]).toEqual([false, false]);
  });

  it('closes the new one where all have', async () => {
    const open = await aServer();
    const trusted = [await open(), await open(), await open()];
    for (const each of trusted) each.prove();
    const late = await open();
    await once(late.client, 'close');
    expect(trusted.map(({ client }) => client.destroyed)).toEqual([false, false, false]);
  });

  it('counts a closed connection no more', async () => {
    const open = await aServer();
    const connections = [await open(), await open(), await open()];
    connections[2]?.client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await open();
    expect(connections.slice(0, 2).map(({ client }) => client.destroyed)).toEqual([false, false]);
  });
});
