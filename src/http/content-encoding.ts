import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType } from 'node:zlib';
import { errorCode } from '../runtime/error-code.js';
import { Semaphore } from '../runtime/semaphore.js';

/** How much larger than its compressed form a body may be. */
const MAX_RATIO = 100;

/** Bodies that are inflated at once: of senders that were authenticated, and of others. */
const MAX_AUTHENTICATED_AT_ONCE = 2;
const MAX_OTHERS_AT_ONCE = 1;

export type InflatedBody =
  | { readonly kind: 'inflated'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** Its turn did not come in time. */
  | { readonly kind: 'overload' }
  | { readonly kind: 'unreadable'; readonly why: string };

type Inflate = (bytes: InputType, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflaters: Readonly<Record<string, Inflate>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: inflateEither,
  br: promisify(brotliDecompress),
};

/** The encodings of a body, without `identity`; empty when it was sent as it is. */
export function encodingsOf(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  return header
    .split(',')
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
}

/** Inflates bodies, a few at a time, and never to more than a limit. */
export class BodyInflater {
  private readonly authenticated = new Semaphore(MAX_AUTHENTICATED_AT_ONCE);
  private readonly others = new Semaphore(MAX_OTHERS_AT_ONCE);

  /** @param limit bytes of an inflated body */
  constructor(private readonly limit: number) {}

  /** @param withinMs how long the body may wait for its turn */
  async inflate(
    bytes: Buffer,
    encodings: readonly string[],
    { isAuthenticated, withinMs }: { readonly isAuthenticated: boolean; readonly withinMs: number },
  ): Promise<InflatedBody> {
    const [encoding = ''] = encodings;
    const decode = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
    // As with its type, the body is what it is: a header that was left standing by a proxy is no reason to refuse it.
    if (bytes.length === 0 || isPlainObject(bytes)) return { kind: 'inflated', bytes };
    if (encodings.length > 1) return { kind: 'unreadable', why: 'is encoded more than once' };
    if (decode === undefined)
      return { kind: 'unreadable', why: 'is in an encoding that is not known: send gzip, deflate or br' };
    const release = await (isAuthenticated ? this.authenticated : this.others).acquire(withinMs);
    if (release === null) return { kind: 'overload' };
    try {
      const maxOutputLength = Math.min(this.limit, bytes.length * MAX_RATIO);
      return { kind: 'inflated', bytes: await decode(bytes, { maxOutputLength }) };
    } catch (error) {
      if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' };
      return { kind: 'unreadable', why: `is not ${encoding}` };
    } finally {
      release();
    }
  }
}

const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Looks like the text of a JSON object: from its first brace to its last. */
function isPlainObject(bytes: Buffer): boolean {
  let start = 0;
  let end = bytes.length - 1;
  while (start < end && SPACES.has(bytes[start] ?? 0)) start += 1;
  while (end > start && SPACES.has(bytes[end] ?? 0)) end -= 1;
  return bytes[start] === OPEN_BRACE && bytes[end] === CLOSE_BRACE;
}

const ZLIB_METHOD_DEFLATE = 8;

/** `deflate` is zlib's format; some clients send the raw stream without zlib's header. */
function inflateEither(bytes: InputType, options: { readonly maxOutputLength: number }): Promise<Buffer> {
  const [first = 0, second = 0] = Buffer.isBuffer(bytes) ? bytes : [];
  const hasHeader = (first & 0x0f) === ZLIB_METHOD_DEFLATE && ((first << 8) | second) % 31 === 0;
  return hasHeader ? promisify(inflate)(bytes, options) : promisify(inflateRaw)(bytes, options);
}
