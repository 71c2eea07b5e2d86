import { z } from 'zod';
import { MAX_ANSWERED_ITEMS } from '../../moderation/model/decision.js';
import { members } from '../wire.js';
import { describeJsonKind, isJsonObject, type JsonObject } from './json-object.js';
import type { PacketShape } from './packet-shape.js';

const expected = (what: string) => ({
  error: (issue: { readonly input?: unknown }) => `is ${describeJsonKind(issue.input)} where ${what} belongs`,
});
const text = z.string(expected('text')).min(1, 'is empty');
const account = z.preprocess((sent) => accountIn(sent) ?? sent, text);
const list = z.array(z.unknown(), expected('a list'));

/** An account as a packet names it: text, or the digits of a whole number that JSON carries exactly. */
function accountIn(sent: unknown): string | null {
  if (typeof sent === 'string') return sent === '' ? null : sent;
  return isWholeNumber(sent) ? String(sent) : null;
}

/** A text of the user: `null` when it is absent, `undefined` when it is neither text nor a whole number. */
function userTextIn(sent: unknown): string | null | undefined {
  if (typeof sent === 'string' || sent === null) return sent;
  if (sent === undefined) return null;
  return isWholeNumber(sent) ? String(sent) : undefined;
}

/** A number of which JSON carries every digit. */
function isWholeNumber(sent: unknown): sent is number {
  return Number.isSafeInteger(sent);
}

/** A packet's command, `null` when it has none; `undefined` when it is no text, and so the name of no command. */
export function commandIn(fields: JsonObject): string | null | undefined {
  const sent = fields[members.command] ?? null;
  if (sent === '') return null;
  return sent === null || typeof sent === 'string' ? sent : undefined;
}

/** Without these a packet of friend responses cannot be judged. */
export const requiredPacketMembers = z.object({ [members.from]: account, [members.responses]: list });

/** A packet of friend responses as far as it can be read; never fails on an object. */
export const friendResponsePacket = z
  .object({
    [members.from]: account.catch(''),
    [members.responses]: list.catch([]),
    [members.requester]: account.nullable().catch(null),
    [members.eventTime]: z.unknown().optional(),
  })
  .transform((sent) => ({
    fromAccount: sent[members.from],
    elements: sent[members.responses],
    requesterAccount: sent[members.requester],
    sentTime: sent[members.eventTime] ?? null,
  }));

/**
 * Says of a member of such a packet whether the callback has it as it was sent.
 * @param eventTime as it was read
 */
export function hasPacketMember(name: string, sent: unknown, eventTime: number | null): boolean {
  switch (name) {
    case members.command:
    case members.responses:
      return true;
    case members.from:
      return typeof sent === 'string' || accountIn(sent) === null;
    case members.requester:
      return sent === null || (typeof sent === 'string' && sent !== '');
    case members.eventTime:
      return (sent ?? null) === eventTime;
    default:
      return false;
  }
}

/** One element of such a packet. A text that cannot be read is `undefined`. */
export const friendResponseElement = z
  .object(
    {
      [members.to]: account,
      [members.action]: text,
      [members.remark]: z.unknown().optional(),
      [members.tagName]: z.unknown().optional(),
    },
    expected('an object'),
  )
  .transform((sent) => ({
    toAccount: sent[members.to],
    action: sent[members.action],
    remark: userTextIn(sent[members.remark]),
    tagName: userTextIn(sent[members.tagName]),
  }));

/** A packet of friend responses that has everything as it should be, read; `null` for one that its schema must look at. */
export function readSoundPacket(fields: JsonObject): z.output<typeof friendResponsePacket> | null {
  const from = fields[members.from];
  const elements = fields[members.responses];
  const requester = fields[members.requester] ?? null;
  if (typeof from !== 'string' || from === '' || !Array.isArray(elements)) return null;
  if (requester !== null && (typeof requester !== 'string' || requester === '')) return null;
  const sentTime = fields[members.eventTime] ?? null;
  return { fromAccount: from, elements, requesterAccount: requester, sentTime };
}

/** One element that has everything as it should be, read; `null` for one that its schema must look at. */
export function readSoundElement(element: unknown): SoundElement | null {
  if (!isJsonObject(element)) return null;
  const to = element[members.to];
  const action = element[members.action];
  const remark = element[members.remark] ?? null;
  const tagName = element[members.tagName] ?? null;
  if (typeof to !== 'string' || to === '' || typeof action !== 'string' || action === '') return null;
  if (!isTextOrNone(remark) || !isTextOrNone(tagName)) return null;
  return { toAccount: to, action, remark, tagName };
}

interface SoundElement {
  readonly toAccount: string;
  readonly action: string;
  readonly remark: string | null;
  readonly tagName: string | null;
}

function isTextOrNone(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

const elementMembers: ReadonlySet<string> = new Set([
  members.to,
  members.action,
  members.remark,
  members.tagName,
]);

/** Says of a member of an element whether the response has it as it was sent. */
export function hasElementMember(name: string, sent: unknown): boolean {
  return elementMembers.has(name) && (typeof sent === 'string' || sent === null);
}

/** The account that an answer echoes for an element; `''` where it has none. */
export function echoedAccountOf(element: unknown): string {
  return isJsonObject(element) ? (accountIn(element[members.to]) ?? '') : '';
}

/** The accounts that an answer echoes for the elements of a list, in order, as many as are answered. */
export function echoedAccountsIn(
  fields: JsonObject,
  name: typeof members.responses | typeof members.requests,
): readonly string[] {
  const elements = fields[name];
  return Array.isArray(elements) ? elements.slice(0, MAX_ANSWERED_ITEMS).map(echoedAccountOf) : [];
}

/** Elements of a list that gets an entry for each, but for these: they are too many. */
export function unansweredElementsIn(fields: JsonObject): number {
  const elements = fields[members.responses] ?? fields[members.requests];
  return Array.isArray(elements) ? Math.max(0, elements.length - MAX_ANSWERED_ITEMS) : 0;
}

/** Sees at a glance that an element cannot pass its schema: it lacks the account or the action. */
export function cannotBeResponse(sent: unknown): boolean {
  return (
    !isJsonObject(sent) || accountIn(sent[members.to]) === null || typeof sent[members.action] !== 'string'
  );
}

/** Sees the same of a pair that lacks an account. */
export function cannotBePair(sent: unknown): boolean {
  return (
    !isJsonObject(sent) || accountIn(sent[members.from]) === null || accountIn(sent[members.to]) === null
  );
}

/** A packet of blocklist deletions, its pairs still to be read one by one. */
export const blocklistDeletionPacket = z.object({ [members.pairs]: list });

/** The pairs of such a packet, without a look at its schema, which would copy them; `null` where it has no list. */
export function pairsIn(fields: JsonObject): readonly unknown[] | null {
  const sent = fields[members.pairs];
  return Array.isArray(sent) ? sent : null;
}

export const blocklistPair = z
  .object({ [members.from]: account, [members.to]: account }, expected('an object'))
  .transform((sent) => ({ fromAccount: sent[members.from], toAccount: sent[members.to] }));

/** The members of packets that are read: the tolerant pass drops others where they are large. */
export const packetShape: PacketShape = {
  members: new Set([members.command, members.from, members.requester, members.eventTime]),
  lists: new Map([
    [members.responses, { members: elementMembers, echoed: members.to }],
    [members.requests, { members: new Set([members.to]), echoed: members.to }],
    [members.pairs, { members: new Set([members.from, members.to]), echoed: null }],
  ]),
};
