/** The steps of a path, outermost first. */
export type JsonPath = readonly string[];

const FIRST_STEP = /^(?:\$|[^\s.$'"[\]*?()@^~`#,;:%][^.$'"[\]*?()@^~`#,;:%]*)/u;
const NEXT_STEP = /^(?:\.([^.$'"[\]*?()@^~`#,;:%]+)|\.?\[(\d+)\]|\.?\['([^'\]]+)'\]|\.?\["([^"\]]+)"\])/u;

/** Parses a JSON path that is made of properties and indexes only; `null` when it holds anything else. */
export function parseJsonPath(source: string): JsonPath | null {
  const head = FIRST_STEP.exec(source)?.[0];
  if (head === undefined) return null;
  const steps = head === '$' ? [] : [head];
  let rest = source.slice(head.length);
  while (rest !== '') {
    const found = NEXT_STEP.exec(rest);
    const name = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
    if (found === null || name === undefined) return null;
    steps.push(name);
    rest = rest.slice(found[0].length);
  }
  return steps;
}

/**
 * Follows a path through own properties. As in the library, a path does nothing to a value that is no object, and one that leads
 * nowhere gives `undefined`.
 */
export function valueAt(value: unknown, path: JsonPath): unknown {
  if (value === null || typeof value !== 'object') return value;
  let at: unknown = value;
  for (const name of path) {
    if (name === 'length' && Array.isArray(at)) {
      at = at.length;
      continue;
    }
    if (!at || !Object.hasOwn(at, name)) return undefined;
    at = Reflect.get(Object(at), name);
  }
  return at;
}
