import { queryFields } from '../wire.js';

/** The query of a callback's URL. An empty parameter counts as absent. */
export interface CallbackQuery {
  readonly appId: string | null;
  readonly command: string | null;
  readonly clientAddress: string | null;
  readonly platform: string | null;
  readonly requestId: string | null;
  readonly sign: string | null;
  /** Unix seconds, as text. */
  readonly requestTime: string | null;
  /** Every parameter without a field of its own here. */
  readonly rest: Readonly<Record<string, string>>;
}

export interface ParsedQuery {
  readonly query: CallbackQuery;
  /** A parameter that comes with two different values; `null` when there is none. */
  readonly ambiguous: string | null;
}

/** The path of a URL. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

/**
 * Reads a URL's query; names are compared without case. A parameter that is repeated with the same value counts once: operators
 * put parameters into the configured URL, and the platform adds its own.
 */
export function parseQuery(url: string): ParsedQuery {
  const start = url.indexOf('?');
  const query: { -readonly [field in keyof CallbackQuery]: CallbackQuery[field] } = {
    appId: null,
    command: null,
    clientAddress: null,
    platform: null,
    requestId: null,
    sign: null,
    requestTime: null,
    rest: {},
  };
  const rest: [string, string][] = [];
  const seen = new Map<string, string>();
  let ambiguous: string | null = null;
  for (const [name, text] of parametersOf(start < 0 ? '' : url.slice(start + 1))) {
    const folded = name.toLowerCase();
    const before = seen.get(folded);
    if (before !== undefined) {
      if (before !== text) ambiguous ??= name;
      continue;
    }
    seen.set(folded, text);
    const field = queryFields.get(folded);
    if (field === undefined) rest.push([name, text]);
    else if (text !== '') query[field] = text;
  }
  query.rest = Object.fromEntries(rest);
  return { ambiguous, query };
}

/** Nothing in it is escaped, nor does it begin with what is not part of it. */
const PLAIN = /^(?!\?)[^%+]*$/;

/** The parameters in their order. Most queries have nothing to decode, and splitting is several times as fast. */
function parametersOf(query: string): Iterable<readonly [string, string]> {
  return PLAIN.test(query) ? query.split('&').filter(Boolean).map(parameterOf) : new URLSearchParams(query);
}

function parameterOf(part: string): readonly [string, string] {
  const end = part.indexOf('=');
  return end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)];
}
