import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const CONNECTIONS = 12;
const ROUNDS = 40;
const CHUNKS_A_ROUND = 1_000;
const PAUSE_MS = 50;
const chunks = Buffer.from('1\r\na\r\n'.repeat(CHUNKS_A_ROUND));
const head = 'POST /callback HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';

/** Strangers send bodies in chunks of one byte. */
export const floodOfChunks = {
  name: 'flood-of-chunks',
  hits: 'one',
  async inflict({ service }) {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => flood(service.port)));
  },
};

async function flood(port) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(head);
  for (let round = 0; round < ROUNDS && !socket.destroyed; round += 1) {
    socket.write(chunks);
    await pause(PAUSE_MS);
  }
  socket.destroy();
}
