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
/** Chunks that a discarded body may come in: each costs time, however small it is. Beyond them each must bring so many bytes, on average. */
const MAX_SMALL_CHUNKS = 256;
const BYTES_PER_CHUNK = 64;
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
    const ending = await endingOf(request);
    if (response.destroyed) return;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('content-length', Buffer.byteLength(body));
    if (ending === 'whole') {
      response.writeHead(status).end(body);
      return;
    }
    response.setHeader('connection', 'close');
    response.writeHead(status);
    if (ending === 'hostile' || this.lingering >= MAX_LINGERING) {
      response.end(body);
      return;
    }
    this.lingering += 1;
    // The whole response goes out now. Ending it would close the connection, and a reset could overtake it.
    response.write(body);
    await discard(request, { bytes: this.maxDiscardedBytes, ms: LINGER_MS });
    this.lingering -= 1;
    response.end();
  }
}

/**
 * How a body ended that is discarded: whole; not soon enough for the connection to be kept; or in so many small chunks that no more of it is
 * read.
 */
type Ending = 'whole' | 'unfinished' | 'hostile';

function endingOf(request: IncomingMessage): Ending | Promise<Ending> {
  const { 'content-length': declared, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && (declared === undefined || declared === '0')) return 'whole';
  if (request.readableEnded) return 'whole';
  if (Number(declared) > MAX_KEPT_BYTES) return 'unfinished';
  return discard(request, { bytes: MAX_KEPT_BYTES, ms: MAX_KEPT_MS });
}

/** Discards a body up to limits. Bytes are counted on the connection: chunks take more of them than the body has. */
function discard(
  request: IncomingMessage,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<Ending> {
  const { socket } = request;
  const before = socket.bytesRead;
  let chunks = 0;
  let bytes = 0;
  return new Promise((resolve) => {
    const end = (ending: Ending): void => {
      clearTimeout(timer);
      request.off('data', count).off('end', whole).off('close', gone);
      if (ending === 'unfinished') request.pause();
      if (ending === 'hostile') {
        // The chunks that were read already are parsed all the same, and dropped.
        request.on('data', ignore);
        socket.pause();
      }
      resolve(ending);
    };
    const count = (chunk: Buffer): void => {
      chunks += 1;
      bytes += chunk.length;
      if (chunks > MAX_SMALL_CHUNKS && bytes < chunks * BYTES_PER_CHUNK) end('hostile');
      else if (socket.bytesRead - before > limits.bytes) end('unfinished');
    };
    const whole = (): void => end('whole');
    const gone = (): void => end('unfinished');
    const timer = setTimeout(gone, limits.ms);
    request.on('error', gone).on('close', gone).on('end', whole).on('data', count);
    if (request.destroyed) gone();
  });
}

const ignore = (): void => undefined;
