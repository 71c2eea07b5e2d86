import { refusalBody } from '../refusal-bodies.js';
import type { commands } from '../wire.js';
import type { JsonObject } from '../packet/json-object.js';
import type { CallbackQuery } from './callback-query.js';

export const REFUSAL_REASONS = [
  'path',
  'method',
  'address',
  'repeated-parameter',
  'app',
  'unsigned',
  'wrong-signature',
  'stale-signature',
  'command-mismatch',
  'too-large',
  'overload',
  'not-json',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly status: number;
  readonly body: string;
  /** The path is right but for its case, escapes or slashes. */
  readonly isNearMiss?: true;
}

/** The outcome for a request whose body was read. */
export type AuthenticationResult =
  | Refusal
  /** The platform's console tries the URL. */
  | { readonly kind: 'probe' }
  /** A command of an app of ours that is not handled. */
  | { readonly kind: 'other'; readonly command: string; readonly fields: JsonObject }
  | Packet;

/** A command of an app of ours that is handled. */
export interface Packet {
  readonly kind: 'packet';
  readonly command: (typeof commands)[keyof typeof commands];
  readonly appId: string;
  readonly query: CallbackQuery;
  readonly fields: JsonObject;
}

export function refused(
  command: string | null,
  reason: RefusalReason,
  { status, code, why }: { readonly status: number; readonly code: number; readonly why: string },
): Refusal {
  return { kind: 'refused', reason, status, body: refusalBody(command, code, why) };
}
