import type { RequestListener } from 'node:http';

/** Sees a request before the application does. Returns whether it takes the request. */
export type Interceptor = (...request: Parameters<RequestListener>) => boolean;

/** Gives the requests whose path is, or lies below, one of the prefixes to another application on the same port. */
export function dispatchByPath(prefixes: readonly string[], application: RequestListener): Interceptor {
  return (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (!prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return false;
    application(request, response);
    return true;
  };
}
