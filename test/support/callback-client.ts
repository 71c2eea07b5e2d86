import { request } from 'node:http';

export const APP = '1400000000';

/** The response, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; `undefined` where there is none. */
  readonly json: unknown;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>> | string;
  readonly body?: string | Buffer | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunked?: boolean;
}

/** Sends a request exactly as it is told to: no content type, no escaping, no second thoughts. */
export function send(url: string, sent: Sent): Promise<Reply> {
  const { method = 'POST', path = '/callback', query = {}, body = '', headers = {}, chunked = false } = sent;
  const search = typeof query === 'string' ? query : new URLSearchParams(query).toString();
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const length = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes.length) };
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}${path}${search === '' ? '' : `?${search}`}`,
      { method, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const json: unknown = text === '' ? undefined : JSON.parse(text);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    call.on('error', reject);
    if (chunked) for (let at = 0; at < bytes.length; at += 1_000) call.write(bytes.subarray(at, at + 1_000));
    call.end(chunked ? undefined : bytes);
  });
}

export const friendResponse = 'Sns.CallbackPrevFriendResponse';
export const blocklistDeletion = 'Sns.CallbackBlackListDelete';

/** The parameters that the platform puts into the URL. */
export function parameters(
  command: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    CallbackCommand: command,
    ClientIP: '127.0.0.1',
    OptPlatform: 'iOS',
    SdkAppid: APP,
    contenttype: 'json',
    ...more,
  };
}

/** Posts a packet of friend responses as the platform does. */
export function postResponses(
  url: string,
  packet: object | string | Buffer,
  more: Sent = {},
): Promise<Reply> {
  return send(url, { query: parameters(friendResponse), body: packet, ...more });
}

/** Posts a packet of blocklist deletions as the platform does. */
export function postDeletions(
  url: string,
  packet: object | string | Buffer,
  more: Sent = {},
): Promise<Reply> {
  return send(url, { query: parameters(blocklistDeletion), body: packet, ...more });
}
