import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { mapYielding, type CooperativeTask } from '../../runtime/cooperative-task.js';
import type { Json } from '../model/json.js';

/** Members that are canonicalized between two pauses. */
const MEMBERS_PER_SLICE = 5;

/** Lower-case hex SHA-256 of the canonical JSON (RFC 8785) of an object of objects. */
export function* contentHashOf(
  content: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): CooperativeTask<string> {
  const parts: string[] = [];
  for (const name of Object.keys(content).sort()) {
    const members = Object.entries(content[name] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const texts = yield* mapYielding(members, MEMBERS_PER_SLICE, ([key, value]) =>
      member(key, canonical(value)),
    );
    parts.push(member(name, `{${texts.join(',')}}`));
  }
  return createHash('sha256')
    .update(`{${parts.join(',')}}`)
    .digest('hex');
}

function member(key: string, text: string): string {
  return `${JSON.stringify(key)}:${text}`;
}

/** Lower-case hex SHA-256 of the canonical JSON (RFC 8785) of a value. */
export function jsonHashOf(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: Json): string {
  return canonicalize(value) ?? '';
}
