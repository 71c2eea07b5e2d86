/** The address in `REDIS_URL`. */
export type RedisAddress = {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly credentials: { readonly username?: string; readonly password?: string };
  readonly tls: boolean;
} & (
  | { readonly kind: 'single'; readonly db: number }
  | { readonly kind: 'sentinel'; readonly name: string; readonly db: number }
  | { readonly kind: 'cluster' }
);

const FORM = /^redis(s)?(?:\+(sentinel|cluster))?:\/\/(?:(.*)@)?([^@/?#]+)(?:\/([^?#]*))?$/;
const HOST = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/;
const PORTS = { single: 6379, cluster: 6379, sentinel: 26379 } as const;

/** Reads `redis://`, `rediss://`, `redis+sentinel://` and `redis+cluster://` URLs; `null` for anything else. */
export function redisAddress(url: string): RedisAddress | null {
  const [, secure, form, login, hosts = '', path = ''] = FORM.exec(url) ?? [];
  const kind = form === 'sentinel' || form === 'cluster' ? form : 'single';
  const nodes = hosts.split(',').map((text) => nodeOf(text, PORTS[kind]));
  if (hosts === '' || nodes.includes(null) || (kind === 'single' && nodes.length > 1)) return null;
  const credentials = credentialsOf(login);
  if (credentials === null) return null;
  const common = { nodes: nodes.filter((node) => node !== null), credentials, tls: secure !== undefined };
  const [first = '', second] = path.split('/');
  switch (kind) {
    case 'single':
      return isDatabase(first) && second === undefined ? { ...common, kind, db: Number(first) } : null;
    case 'sentinel': {
      const name = decoded(first);
      if (name === null || name === '' || !isDatabase(second ?? '')) return null;
      return { ...common, kind, name, db: Number(second ?? '') };
    }
    case 'cluster':
      return path === '' ? { ...common, kind } : null;
  }
}

function nodeOf(text: string, standardPort: number): { readonly host: string; readonly port: number } | null {
  const [, host, port] = HOST.exec(text) ?? [];
  const number = port === undefined ? standardPort : Number(port);
  if (host === undefined || number < 1 || number > 65_535) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}

function credentialsOf(login: string | undefined): RedisAddress['credentials'] | null {
  if (login === undefined || login === '') return {};
  const colon = login.indexOf(':');
  const username = decoded(login.slice(0, colon));
  const password = decoded(login.slice(colon + 1));
  if (colon === -1 || username === null || password === null) return null;
  return username === '' ? { password } : { username, password };
}

/** `null` where a per cent sign begins no escape. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isDatabase(text: string): boolean {
  return /^\d{0,5}$/.test(text);
}
