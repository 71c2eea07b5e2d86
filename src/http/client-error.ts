import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { METHOD_NOT_ALLOWED_BODY, refusalBody } from '../callbacks/envelope-writer.js';
import { ownCodes } from '../moderation/model/result-code.js';

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** How a request begins whose method the parser has never heard of. */
const REQUEST_LINE = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

/** Answers what is no HTTP request, or does not come to its end: in JSON too. */
export function answerClientError(
  error: Error & { readonly code?: string; readonly rawPacket?: unknown },
  socket: Duplex,
): void {
  // A connection that was opened in advance and never used is owed no answer: it would be taken for that to the first request.
  const unused = socket instanceof Socket && socket.bytesRead === 0;
  if (!socket.writable || error.code === 'ECONNRESET' || unused) {
    socket.destroy();
    return;
  }
  if (error.code === 'HPE_INVALID_METHOD' && isRequest(error.rawPacket)) {
    answerWrongMethod(socket);
    return;
  }
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  answerAndClose(socket, status, refusalBody(null, ownCodes.malformed, status.slice(4)));
}

/** Answers a method that never becomes a request: CONNECT, and what is no method. */
export function answerWrongMethod(socket: Duplex): void {
  answerAndClose(socket, '405 Method Not Allowed\r\nAllow: POST', METHOD_NOT_ALLOWED_BODY);
}

function isRequest(sent: unknown): boolean {
  return Buffer.isBuffer(sent) && REQUEST_LINE.test(sent.toString('latin1'));
}

function answerAndClose(socket: Duplex, head: string, body: string): void {
  // Node hands the socket of a CONNECT over with nobody to hear that its peer is gone.
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${head}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
