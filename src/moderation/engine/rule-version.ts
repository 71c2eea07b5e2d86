import type { Json } from '../model/json.js';
import { jsonHashOf } from './content-hash.js';

const DIGITS = 16;

/** See `CompiledRule.version`. The name of the schema is for editors and says nothing about the rule. */
export function ruleVersionOf(document: Json): string {
  const { $schema: _, ...rule } = isObject(document) ? document : {};
  return jsonHashOf(rule).slice(0, DIGITS);
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}
