import { hash } from 'node:crypto';
import { commands } from './wire.js';

/**
 * Names a callback by what makes two deliveries copies of each other: lower-case hex of SHA-256 over app, command and body. A deletion from a
 * blocklist can follow an equal one within a minute, so the request's id tells them apart; a friend response cannot be given twice.
 */
export function fingerprintOf(
  {
    appId,
    command,
    requestId,
  }: {
    readonly appId: string;
    readonly command: string;
    readonly requestId: string | null;
  },
  body: Buffer,
): string {
  const prefix =
    command === commands.blocklistDeletion && requestId !== null
      ? prefixBytes([appId, command, requestId])
      : prefixOf(appId, command);
  return hash('sha256', Buffer.concat([prefix, body]), 'hex');
}

/** Prefixes by command and app, of which there are few. */
const prefixes = new Map<string, Map<string, Buffer>>();

function prefixOf(appId: string, command: string): Buffer {
  let byApp = prefixes.get(command);
  if (byApp === undefined) prefixes.set(command, (byApp = new Map()));
  let prefix = byApp.get(appId);
  if (prefix === undefined) byApp.set(appId, (prefix = prefixBytes([appId, command])));
  return prefix;
}

/** JSON text says where it ends, so no other parts and body give the same bytes. */
function prefixBytes(parts: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(parts));
}
