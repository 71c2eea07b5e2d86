import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ErrorFormat } from './error-format.js';

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** How a request begins whose method the parser has never heard of. */
const REQUEST_LINE = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

/** Answers bytes that are no HTTP request, and requests that do not end in time. */
export function answerClientError(
  error: Error & { readonly code?: string; readonly rawPacket?: unknown },
  socket: Duplex,
  errors: ErrorFormat,
): void {
  // A connection that was opened in advance and never used gets no answer: the client would take it for that to its first request.
  const unused = socket instanceof Socket && socket.bytesRead === 0;
  if (!socket.writable || error.code === 'ECONNRESET' || unused) {
    socket.destroy();
    return;
  }
  if (error.code === 'HPE_INVALID_METHOD' && isRequest(error.rawPacket)) {
    answerWrongMethod(socket, errors);
    return;
  }
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  const body = errors.bodyOf(Number(status.slice(0, 3)), status.slice(4));
  answerAndClose(socket, status, { type: errors.contentType, body });
}

/** Answers a method that never becomes a request: CONNECT, and what is no method. */
export function answerWrongMethod(socket: Duplex, errors: ErrorFormat): void {
  const body = errors.bodyOf(405, 'this method is not known here');
  answerAndClose(socket, '405 Method Not Allowed\r\nAllow: POST', { type: errors.contentType, body });
}

function isRequest(sent: unknown): boolean {
  return Buffer.isBuffer(sent) && REQUEST_LINE.test(sent.toString('latin1'));
}

function answerAndClose(
  socket: Duplex,
  head: string,
  { type, body }: { readonly type: string; readonly body: string },
): void {
  // Node hands over the socket of a CONNECT without a listener for errors.
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${head}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
