import { ownCodes } from '../../moderation/model/result-code.js';
import type { AddressRanges } from '../../runtime/address-ranges.js';
import { NOT_FOUND_BODY, METHOD_NOT_ALLOWED_BODY, refusalBody } from '../envelope-writer.js';
import { parsePacketBody, type JsonObject, type PacketBody } from '../packet/packet-body.js';
import { pathOf, parseQuery, type CallbackQuery } from './callback-query.js';
import { signatureFault, type SignatureFault } from './signature.js';
import { commandIn, commands } from '../wire.js';

/** A request as it came over the line. */
export interface CallbackRequest {
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

export type AuthenticationResult =
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
      readonly fields: JsonObject;
    };

/** What is locked, and with which keys. */
export interface AccessPolicy {
  /** Every path that callbacks may come to. */
  readonly paths: ReadonlySet<string>;
  readonly allowedAddresses: AddressRanges | null;
  /** Our apps with the tokens that sign for them; none: signatures are not required. */
  readonly apps: ReadonlyMap<string, readonly string[]>;
}

/** Lets in what is ours to answer, by the checks and in the order that the protocol gives. */
export class CallbackAuthenticator {
  constructor(private readonly policy: AccessPolicy) {}

  /** `now`: milliseconds since the epoch. */
  authenticate(arrival: CallbackRequest, now: number): AuthenticationResult {
    const misdirected = this.refusalByRoute(arrival);
    if (misdirected !== null) return misdirected;
    const { query, repeated } = parseQuery(arrival.url);
    if (repeated !== null) {
      const why = `the query parameter ${repeated} comes twice`;
      return refused(query.command, 'repeated-parameter', 400, ownCodes.ambiguousRequest, why);
    }
    if (query.command !== null) return this.authenticateCommand(arrival, query, query.command, now);
    // The command may stand in the body alone; where it stands nowhere, the console tries the URL.
    if (arrival.body === 'too-large') return tooLarge(null);
    const body = parsePacketBody(arrival.body);
    const command = body.kind === 'object' ? commandIn(body.fields) : null;
    return typeof command === 'string'
      ? this.authenticateCommand(arrival, query, command, now)
      : { kind: 'probe' };
  }

  private refusalByRoute({ method, url, address }: CallbackRequest): AuthenticationResult | null {
    if (!this.policy.paths.has(pathOf(url))) {
      return { kind: 'refused', reason: 'path', status: 404, body: NOT_FOUND_BODY };
    }
    if (method !== 'POST')
      return { kind: 'refused', reason: 'method', status: 405, body: METHOD_NOT_ALLOWED_BODY };
    if (this.policy.allowedAddresses?.has(address) === false) {
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

  private authenticateCommand(
    arrival: CallbackRequest,
    query: CallbackQuery,
    command: string,
    now: number,
  ): AuthenticationResult {
    const tokens = query.appId === null ? undefined : this.policy.apps.get(query.appId);
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
    if (fault !== null) return refused(command, fault, 403, ownCodes.badSignature, faultMessages[fault]);
    if (arrival.body === 'too-large') return tooLarge(command);
    return packetResult(parsePacketBody(arrival.body), query, command, query.appId);
  }
}

const faultMessages: Readonly<Record<SignatureFault, string>> = {
  unsigned: 'Sign or RequestTime is missing',
  'wrong-signature': 'Sign is not made with the token of this app',
  'stale-signature': 'RequestTime is not within 60 seconds of now',
};

function packetResult(
  body: PacketBody,
  query: CallbackQuery,
  command: string,
  appId: string,
): AuthenticationResult {
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

function tooLarge(command: string | null): AuthenticationResult {
  return refused(command, 'too-large', 413, ownCodes.malformed, 'the body is larger than BODY_LIMIT');
}

function refused(
  command: string | null,
  reason: RefusalReason,
  status: number,
  code: number,
  why: string,
): AuthenticationResult {
  return { kind: 'refused', reason, status, body: refusalBody(command, code, why) };
}
