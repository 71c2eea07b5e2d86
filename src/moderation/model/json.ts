/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Parses JSON text of any shape. Throws a `SyntaxError`. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}
