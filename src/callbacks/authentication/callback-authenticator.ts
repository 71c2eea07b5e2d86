import { ownCodes } from '../../moderation/model/result-code.js';
import type { AddressRanges } from '../../runtime/address-ranges.js';
import { commandIn } from '../packet/packet-schemas.js';
import type { PacketBody } from '../packet/packet-body.js';
import { METHOD_NOT_ALLOWED_BODY, notFoundBody } from '../refusal-bodies.js';
import { commands, refusals } from '../wire.js';
import { refused, type AuthenticationResult, type Refusal } from './authentication-result.js';
import type { CallbackPaths } from './callback-paths.js';
import { parseQuery, pathOf, type CallbackQuery } from './callback-query.js';
import { verifySignature } from './signature.js';

/** Everything of a request that comes before its body. */
export interface RequestHead {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** The client's address; forwarded by a proxy where that proxy is trusted. */
  readonly address: string;
}

/** The senders, paths and tokens that are admitted. */
export interface AccessPolicy {
  readonly paths: CallbackPaths;
  readonly allowedAddresses: AddressRanges | null;
  /** Our apps with the tokens that sign for them; none: signatures are not required. */
  readonly apps: ReadonlyMap<string, readonly string[]>;
}

/** A request whose body may be read. */
export interface AdmittedHead {
  readonly kind: 'admitted';
  readonly query: CallbackQuery;
  /** The app and the signature hold. */
  readonly sender: Sender;
}

export type Sender =
  /** `token`: the place of the token that made the signature among those of the app; `null` when the app has none. */
  | { readonly kind: 'known'; readonly appId: string; readonly token: number | null }
  /** Only the console's probe may come from it: a command in its body is refused. */
  | { readonly kind: 'unknown'; readonly reason: 'app' | 'unsigned' | 'wrong-signature' | 'stale-signature' };

/** Lets in the callbacks of our apps, by the checks and in the order that the protocol gives. */
export class CallbackAuthenticator {
  constructor(private readonly policy: AccessPolicy) {}

  /**
   * Decides what can be decided before the body is read. A sender that is not known is admitted only when the URL has no command.
   * @param now milliseconds since the epoch
   */
  checkHead(head: RequestHead, now: number): Refusal | AdmittedHead {
    const byRoute = this.refusalByRoute(head);
    if (byRoute !== null) return byRoute;
    const { query, ambiguous } = parseQuery(head.url);
    if (ambiguous !== null) {
      const why = `the query parameter ${ambiguous} comes twice, with different values`;
      return refused(query.command, 'repeated-parameter', {
        status: 400,
        code: ownCodes.ambiguousRequest,
        why,
      });
    }
    const sender = this.senderOf(query, now);
    if (query.command !== null && sender.kind === 'unknown')
      return refusedSender(query.command, sender.reason);
    return { kind: 'admitted', query, sender };
  }

  /** Decides what the body says of the command. */
  checkBody({ query, sender }: AdmittedHead, body: PacketBody): AuthenticationResult {
    const inBody = body.kind === 'object' ? commandIn(body.fields) : null;
    const command = query.command ?? inBody;
    // The command may stand in the body alone; where it stands nowhere, the console tries the URL.
    if (typeof command !== 'string') return { kind: 'probe' };
    if (sender.kind === 'unknown') return refusedSender(command, sender.reason);
    if (inBody !== null && inBody !== command) {
      const why = refusals['command-mismatch'];
      return refused(command, 'command-mismatch', { status: 400, code: ownCodes.ambiguousRequest, why });
    }
    if (command !== commands.friendResponse && command !== commands.blocklistDeletion) {
      return { kind: 'other', command, fields: body.kind === 'object' ? body.fields : {} };
    }
    if (body.kind === 'object') {
      return { kind: 'packet', command, appId: sender.appId, query, fields: body.fields };
    }
    const what = body.kind === 'empty' ? 'is empty where a JSON object belongs' : body.problem.message;
    return refusedBody(command, `the body ${what}`);
  }

  private refusalByRoute({ method, url, address }: RequestHead): Refusal | null {
    const { paths, allowedAddresses } = this.policy;
    const path = pathOf(url);
    if (!paths.has(path)) {
      const isNearMiss = method === 'POST' && paths.isNearMiss(path);
      const body = notFoundBody(isNearMiss ? paths.toTell : null);
      const refusal = { kind: 'refused', reason: 'path', status: 404, body } as const;
      return isNearMiss ? { ...refusal, isNearMiss } : refusal;
    }
    if (method !== 'POST') {
      return { kind: 'refused', reason: 'method', status: 405, body: METHOD_NOT_ALLOWED_BODY };
    }
    if (allowedAddresses?.has(address) === false) {
      const why = 'callbacks may not come from this address';
      return refused(null, 'address', { status: 403, code: ownCodes.addressNotAllowed, why });
    }
    return null;
  }

  private senderOf(query: CallbackQuery, now: number): Sender {
    const tokens = query.appId === null ? undefined : this.policy.apps.get(query.appId);
    if (query.appId === null || tokens === undefined) return { kind: 'unknown', reason: 'app' };
    const token = tokens.length > 0 ? verifySignature(query, tokens, now) : null;
    if (typeof token === 'string') return { kind: 'unknown', reason: token };
    return { kind: 'known', appId: query.appId, token };
  }
}

/** Refuses a body that is larger than BODY_LIMIT, also when inflated. */
export function refusedAsTooLarge(command: string | null): Refusal {
  const why = 'the body is larger than BODY_LIMIT';
  return refused(command, 'too-large', { status: 413, code: ownCodes.malformed, why });
}

/** Refuses a body that there is no room or no time for. */
export function refusedForOverload(command: string | null): Refusal {
  const why = 'too much is being sent at once';
  return refused(command, 'overload', { status: 503, code: ownCodes.undecided, why });
}

/** Refuses a body that cannot be read. */
export function refusedBody(command: string | null, why: string): Refusal {
  return refused(command, 'not-json', { status: 400, code: ownCodes.malformed, why });
}

function refusedSender(command: string, reason: Extract<Sender, { kind: 'unknown' }>['reason']): Refusal {
  const code = reason === 'app' ? ownCodes.notOurApp : ownCodes.badSignature;
  return refused(command, reason, { status: 403, code, why: refusals[reason] });
}
