import { connect } from 'node:net';

const CONNECTIONS = 300;
const BODY_BYTES = 1024 ** 2;
const SENT_BYTES = 16 * 1024;
const head = `POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: ${BODY_BYTES}\r\n\r\n`;

/** Strangers begin to send large bodies, and stop. */
export const floodOfStalledBodies = {
  name: 'flood-of-stalled-bodies',
  hits: 'one',
  async inflict({ service }) {
    const sockets = Array.from({ length: CONNECTIONS }, () => {
      const socket = connect(service.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(head);
      socket.write(Buffer.alloc(SENT_BYTES, 'a'));
      return socket;
    });
    return () => sockets.forEach((socket) => socket.destroy());
  },
};
