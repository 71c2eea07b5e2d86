/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Parses JSON text, which may say anything. Throws a `SyntaxError`. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}
