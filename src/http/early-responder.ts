import type { IncomingMessage, ServerResponse } from 'node:http';

export interface EarlyResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Bytes and milliseconds of a body that is not read, after which its connection is not kept. */
const MAX_KEPT_BYTES = 65_536;
const MAX_KEPT_MS = 1_000;
/** How long bytes are discarded after the response, in milliseconds, so that the client reads it and no reset. */
const LINGER_MS = 1_000;
/** Chunks of a body that are discarded: each costs time, however small it is. */
const MAX_CHUNKS = 8_192;
/** Connections whose bytes are discarded after the response at once; further ones are closed with it. */
const MAX_LINGERING = 64;

/** Responds to requests whose bodies are not read, at a bounded cost: bytes that still come are discarded, and only so many of them. */
export class EarlyResponder {
  private lingering = 0;

  /** @param maxDiscardedBytes over one connection, after the response */
  constructor(private readonly maxDiscardedBytes: number) {}

  /** Responds on a connection that is kept where the body ends soon, and closed else. Never rejects. */
  async respond(
    request: IncomingMessage,
    response: ServerResponse,
    { status, headers, body }: EarlyResponse,
  ): Promise<void> {
    const isWhole = await bodyEnds(request);
    if (response.destroyed) return;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('content-length', Buffer.byteLength(body));
    if (isWhole) {
      response.writeHead(status).end(body);
      return;
    }
    response.setHeader('connection', 'close');
    response.writeHead(status);
    if (this.lingering >= MAX_LINGERING) {
      response.end(body);
      return;
    }
    this.lingering += 1;
    // The whole response goes out now. Ending it would close the connection, and a reset could overtake it.
    response.write(body);
    await bodyEndsWithin(request, { bytes: this.maxDiscardedBytes, ms: LINGER_MS });
    this.lingering -= 1;
    response.end();
  }
}

/** Discards a body. Resolves to whether it ended before it was large or slow. */
function bodyEnds(request: IncomingMessage): boolean | Promise<boolean> {
  const { 'content-length': declared, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && (declared === undefined || declared === '0')) return true;
  if (request.readableEnded) return true;
  if (Number(declared) > MAX_KEPT_BYTES) return false;
  return bodyEndsWithin(request, { bytes: MAX_KEPT_BYTES, ms: MAX_KEPT_MS });
}

/** Discards a body up to limits. Bytes are counted on the connection: chunks take more of them than the body has. */
function bodyEndsWithin(
  request: IncomingMessage,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<boolean> {
  const { socket } = request;
  const before = socket.bytesRead;
  let chunks = 0;
  return new Promise((resolve) => {
    const end = (isWhole: boolean): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', whole).off('close', gone);
      if (!isWhole) request.pause();
      resolve(isWhole);
    };
    const count = (): void => {
      chunks += 1;
      if (socket.bytesRead - before > limits.bytes || chunks > MAX_CHUNKS) end(false);
    };
    const whole = (): void => end(true);
    const gone = (): void => end(false);
    const timer = setTimeout(gone, limits.ms);
    request.on('error', gone).on('close', gone).on('end', whole).on('data', count);
    if (request.destroyed) end(false);
  });
}
