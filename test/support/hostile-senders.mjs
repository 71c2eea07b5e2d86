/**
 * Opens connections to a port of loopback and sends hostile requests over them for a while, at a bounded rate:
 *
 *   node hostile-senders.mjs PORT CONNECTIONS MILLISECONDS TARGET
 *
 * A connection that is closed is opened again. Prints how many were opened.
 */
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const [port, connections, milliseconds] = process.argv.slice(2, 5).map(Number);
const target = process.argv[5];
const head = (headers) => `POST ${target} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`;

/** Kinds of requests: `first` is sent once, `more` again and again. */
const kinds = [
  // A large body that stalls.
  { first: head('Content-Length: 1000000') + 'x'.repeat(60_000), more: '' },
  // A body in chunks of one byte.
  { first: head('Transfer-Encoding: chunked'), more: '1\r\nx\r\n'.repeat(400) },
  // A body without end.
  { first: head('Transfer-Encoding: chunked'), more: `2000\r\n${'x'.repeat(8_192)}\r\n` },
  // A request without a command, whose body is kept for a while.
  { first: `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n${'x'.repeat(15_000)}`, more: '' },
  // Headers that do not end.
  { first: `POST ${target} HTTP/1.1\r\nHost: x\r\n`, more: 'X: y\r\n' },
  // Bytes that are no HTTP.
  { first: '\u0016\u0003\u0001\u0002\u0000', more: '' },
];

let opened = 0;
const end = performance.now() + milliseconds;

async function send({ first, more }) {
  while (performance.now() < end) {
    opened += 1;
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(first);
    while (!socket.destroyed && performance.now() < end) {
      await pause(250);
      if (more !== '' && socket.writableLength < 100_000) socket.write(more);
    }
    socket.destroy();
    await pause(50);
  }
}

await Promise.all(Array.from({ length: connections }, (_, index) => send(kinds[index % kinds.length])));
process.stdout.write(`${opened}\n`);
