/** Scheme and authority of a request target in absolute form. */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** The path and query of a request target. A server must accept the absolute form, too (RFC 9112, 3.2.2). */
export function originFormOf(target: string): string {
  if (target.startsWith('/')) return target;
  const [origin] = ABSOLUTE.exec(target) ?? [];
  if (origin === undefined) return target;
  const rest = target.slice(origin.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
