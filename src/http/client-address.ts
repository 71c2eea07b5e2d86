import type { IncomingMessage } from 'node:http';
import { AddressRanges } from '../runtime/address-ranges.js';

/** Reads where a request came from. */
export type ReadClientAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * Reads the client's address from `X-Forwarded-For`: the rightmost one that is not a trusted proxy's. Without trusted proxies it is the
 * peer's. Gives what the header says where that is no address.
 */
export function clientAddressReader(trustedProxies: readonly string[]): ReadClientAddress {
  const { ranges } = AddressRanges.of(trustedProxies);
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? '';
    if (trustedProxies.length === 0) return peer;
    const forwarded = headers['x-forwarded-for'] ?? '';
    const hops = (typeof forwarded === 'string' ? forwarded : forwarded.join(',')).split(',');
    let address = peer;
    for (let hop = hops.length - 1; hop >= 0 && ranges.has(address); hop -= 1) {
      const next = hostOf((hops[hop] ?? '').trim());
      if (next === '' && hops.length === 1) break;
      address = next;
    }
    return address;
  };
}

const QUOTED = /^"(.*)"$/;
const IPV4_WITH_PORT = /^(\d+\.\d+\.\d+\.\d+):\d+$/;
const BRACKETED = /^\[([^\]]*)\](?::\d+)?$/;

/** An address without the port and brackets that some proxies write around it. */
function hostOf(hop: string): string {
  const bare = QUOTED.exec(hop)?.[1] ?? hop;
  return IPV4_WITH_PORT.exec(bare)?.[1] ?? BRACKETED.exec(bare)?.[1] ?? bare;
}
