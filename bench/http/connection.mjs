import { connect } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** One kept-alive connection that has one request under way at a time: as little work as a client can do. */
export class Connection {
  #socket;
  #waiting = null;
  #received = null;

  /** `opened` is called when it may be used; `ended` with the request under way, or `null`, when it is gone. */
  constructor(port, opened, ended) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => opened(this));
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      const waiting = this.#waiting;
      this.#waiting = null;
      ended(this, waiting);
    });
  }

  /** `waiting.answered(connection, status, body)` is called once. */
  send(bytes, waiting) {
    this.#waiting = waiting;
    this.#socket.write(bytes);
  }

  close() {
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received = this.#received === null ? chunk : Buffer.concat([this.#received, chunk]);
    const bytes = this.#received;
    const head = bytes.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const lines = bytes.latin1Slice(0, head + 2);
    const length = Number(/content-length: (\d+)\r/i.exec(lines)?.[1]);
    const start = head + END_OF_HEAD.length;
    if (Number.isNaN(length)) throw new Error(`an answer without its length: ${lines}`);
    if (bytes.length < start + length) return;
    this.#received = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.answered(this, Number(lines.slice(9, 12)), bytes.subarray(start, start + length));
  }
}
