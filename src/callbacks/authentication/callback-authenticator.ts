import { ownCodes } from '../../moderation/model/result-code.js';
import type { AddressRanges } from '../../runtime/address-ranges.js';
import { nothingHere, postOnly, refusal } from '../envelope-writer.js';
import { packetBodyOf, type Fields, type PacketBody } from '../packet/packet-body.js';
import { pathOf, queryOf, type CallbackQuery } from './callback-query.js';
import { signatureFault, type SignatureFault } from './signature.js';
import { commandIn, commands } from '../wire.js';

/** A request as it came over the line. */
export interface Arrival {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** Where it came from, proxies that are believed left out. */
  readonly address: string;
  readonly body: Buffer | 'too-large';
  /** `Clock.micros()` at its first byte. */
  readonly startedAt: number;
}

export type RefusalReason =
  | 'path'
  | 'method'
  | 'address'
  | 'repeated-parameter'
  | 'app'
  | SignatureFault
  | 'command-mismatch'
  | 'too-large'
  | 'not-json';

export type Entry =
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      readonly status: number;
      readonly body: string;
    }
  /** The platform's console tries the URL. */
  | { readonly kind: 'probe' }
  /** A command of an app of ours that we do not handle. */
  | { readonly kind: 'other' }
  | {
      readonly kind: 'packet';
      readonly command: (typeof commands)[keyof typeof commands];
      readonly appId: string;
      readonly query: CallbackQuery;
      readonly fields: Fields;
    };

/** What is locked, and with which keys. */
export interface Locks {
  /** Every path that callbacks may come to. */
  readonly paths: ReadonlySet<string>;
  readonly allowedAddresses: AddressRanges | null;
  /** Our apps with the tokens that sign for them; none: signatures are not required. */
  readonly apps: ReadonlyMap<string, readonly string[]>;
}

/** Lets in what is ours to answer, by the checks and in the order that the protocol gives. */
export class Doorkeeper {
  constructor(private readonly locks: Locks) {}

  /** `now`: milliseconds since the epoch. */
  admit(arrival: Arrival, now: number): Entry {
    const misdirected = this.misdirected(arrival);
    if (misdirected !== null) return misdirected;
    const { query, repeated } = queryOf(arrival.url);
    if (repeated !== null) {
      const why = `the query parameter ${repeated} comes twice`;
      return refused(query.command, 'repeated-parameter', 400, ownCodes.ambiguousRequest, why);
    }
    if (query.command !== null) return this.admitCommand(arrival, query, query.command, now);
    // The command may stand in the body alone; where it stands nowhere, the console tries the URL.
    if (arrival.body === 'too-large') return tooLarge(null);
    const body = packetBodyOf(arrival.body);
    const command = body.kind === 'object' ? commandIn(body.fields) : null;
    return typeof command === 'string' ? this.admitCommand(arrival, query, command, now) : { kind: 'probe' };
  }

  private misdirected({ method, url, address }: Arrival): Entry | null {
    if (!this.locks.paths.has(pathOf(url))) {
      return { kind: 'refused', reason: 'path', status: 404, body: nothingHere };
    }
    if (method !== 'POST') return { kind: 'refused', reason: 'method', status: 405, body: postOnly };
    if (this.locks.allowedAddresses?.has(address) === false) {
      return refused(
        null,
        'address',
        403,
        ownCodes.addressNotAllowed,
        'callbacks may not come from this address',
      );
    }
    return null;
  }

  private admitCommand(arrival: Arrival, query: CallbackQuery, command: string, now: number): Entry {
    const tokens = query.appId === null ? undefined : this.locks.apps.get(query.appId);
    if (query.appId === null || tokens === undefined) {
      return refused(
        command,
        'app',
        403,
        ownCodes.notOurApp,
        'SdkAppid is missing, or not the id of an app served here',
      );
    }
    const fault = tokens.length === 0 ? null : signatureFault(query, tokens, now);
    if (fault !== null) return refused(command, fault, 403, ownCodes.badSignature, faults[fault]);
    if (arrival.body === 'too-large') return tooLarge(command);
    return packetEntry(packetBodyOf(arrival.body), query, command, query.appId);
  }
}

const faults: Readonly<Record<SignatureFault, string>> = {
  unsigned: 'Sign or RequestTime is missing',
  'wrong-signature': 'Sign is not made with the token of this app',
  'stale-signature': 'RequestTime is not within 60 seconds of now',
};

function packetEntry(body: PacketBody, query: CallbackQuery, command: string, appId: string): Entry {
  const inBody = body.kind === 'object' ? commandIn(body.fields) : null;
  if (inBody !== null && inBody !== command) {
    const why = 'CallbackCommand is not the same in the query and in the body';
    return refused(command, 'command-mismatch', 400, ownCodes.ambiguousRequest, why);
  }
  if (command !== commands.friendResponse && command !== commands.blocklistDeletion) return { kind: 'other' };
  if (body.kind === 'object') return { kind: 'packet', command, appId, query, fields: body.fields };
  const what = body.kind === 'empty' ? 'is empty where a JSON object belongs' : body.problem.message;
  return refused(command, 'not-json', 400, ownCodes.malformed, `the body ${what}`);
}

function tooLarge(command: string | null): Entry {
  return refused(command, 'too-large', 413, ownCodes.malformed, 'the body is larger than BODY_LIMIT');
}

function refused(
  command: string | null,
  reason: RefusalReason,
  status: number,
  code: number,
  why: string,
): Entry {
  return { kind: 'refused', reason, status, body: refusal(command, code, why) };
}
