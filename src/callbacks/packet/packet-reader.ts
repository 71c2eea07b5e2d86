import type { z } from 'zod';
import type {
  BlocklistDeletionCallback,
  BlocklistPair,
  BrokenItem,
  Delivery,
  FriendResponse,
  FriendResponseCallback,
  Item,
  UserText,
} from '../../moderation/model/callback.js';
import { MAX_ANSWERED_ITEMS, MAX_JUDGED_ITEMS } from '../../moderation/model/decision.js';
import { pointer, type Problem } from '../../moderation/model/problem.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { members } from '../wire.js';
import { parseEventTime } from './event-time.js';
import { membersToKeep, storableJson, type JsonObject } from './json-object.js';
import * as schemas from './packet-schemas.js';

/** How many broken pairs of a packet are explained: naming what is wrong costs more than recording. */
const MAX_EXPLAINED_PAIRS = 1_000;

/** Elements between two pauses. */
const ELEMENTS_PER_SLICE = 50;

/** A list that is longer is read with pauses. */
export const MAX_DIRECT_ELEMENTS = 200;

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Elements in the longest list of a packet that is read. */
export function elementCountOf(fields: JsonObject): number {
  const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  return Math.max(lengthOf(fields[members.responses]), lengthOf(fields[members.pairs]));
}

/** Reads a packet of friend responses. A fault of the packet is a value in the result; nothing is refused. */
export function readFriendResponses(delivery: Delivery, fields: JsonObject): FriendResponseCallback {
  return runSync(friendResponsesTask(delivery, fields));
}

/** `readFriendResponses` with pauses. */
export function* friendResponsesTask(
  delivery: Delivery,
  fields: JsonObject,
): CooperativeTask<FriendResponseCallback> {
  const sound = schemas.readSoundPacket(fields);
  const packet = sound ?? schemas.friendResponsePacket.parse(fields);
  const problems = sound === null ? problemsOf(schemas.requiredPacketMembers.safeParse(fields)) : [];
  const eventTime = parseEventTime(packet.sentTime);
  // Member by member: it is made for every packet, and copying an object to add to it takes several times as long.
  const callback = {
    id: delivery.id,
    appId: delivery.appId,
    receivedAt: delivery.receivedAt,
    wallClockAt: delivery.wallClockAt ?? delivery.receivedAt,
    fingerprint: delivery.fingerprint,
    platform: delivery.platform,
    clientAddress: delivery.clientAddress,
    requestId: delivery.requestId,
    query: delivery.query,
    problems,
    fromAccount: packet.fromAccount,
    requesterAccount: packet.requesterAccount ?? packet.fromAccount,
    requesterAssumed: packet.requesterAccount === null,
    eventTime,
    items: yield* itemsOf(packet.elements),
  };
  const extra = membersToKeep(fields, (name, sent) => !schemas.hasPacketMember(name, sent, eventTime));
  return extra === undefined ? callback : { ...callback, extra };
}

/** Reads a packet of blocklist deletions: its good pairs, and what is wrong with the others. */
export function readBlocklistDeletions(delivery: Delivery, fields: JsonObject): BlocklistDeletionCallback {
  return runSync(blocklistDeletionsTask(delivery, fields));
}

/** `readBlocklistDeletions` with pauses. */
export function* blocklistDeletionsTask(
  delivery: Delivery,
  fields: JsonObject,
): CooperativeTask<BlocklistDeletionCallback> {
  const list = schemas.pairsIn(fields);
  if (list === null) {
    return {
      ...delivery,
      problems: problemsOf(schemas.blocklistDeletionPacket.safeParse(fields)),
      pairs: [],
    };
  }
  const problems: Problem[] = [];
  const pairs: BlocklistPair[] = [];
  let unexplained = 0;
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index];
    if (index % ELEMENTS_PER_SLICE === ELEMENTS_PER_SLICE - 1) yield;
    if (problems.length >= MAX_EXPLAINED_PAIRS && schemas.cannotBePair(element)) {
      unexplained += 1;
      continue;
    }
    const pair = schemas.blocklistPair.safeParse(element);
    if (pair.success) pairs.push(pair.data);
    else problems.push(...problemsOf(pair, members.pairs, index));
  }
  if (unexplained > 0) {
    const message = `has ${unexplained} more elements that are malformed`;
    problems.push({ at: pointer(members.pairs), message });
  }
  return { ...delivery, problems, pairs };
}

/** The first elements are read; those behind them are echoed only; there is an end of both. */
function* itemsOf(elements: readonly unknown[]): CooperativeTask<readonly Item[]> {
  const items: Item[] = [];
  const end = Math.min(elements.length, MAX_ANSWERED_ITEMS);
  for (let index = 0; index < end; index += 1) {
    if (index % ELEMENTS_PER_SLICE === ELEMENTS_PER_SLICE - 1) yield;
    const element = elements[index];
    if (index < MAX_JUDGED_ITEMS) items.push(itemOf(element, index));
    else items.push({ kind: 'unread', toAccount: schemas.echoedAccountOf(element) });
  }
  return items;
}

function itemOf(element: unknown, index: number): Item {
  const sound = schemas.readSoundElement(element);
  if (sound !== null) return withExtra({ kind: 'response', ...sound }, element);
  const read = schemas.friendResponseElement.safeParse(element);
  return read.success
    ? convertedResponse(read.data, element)
    : brokenItem(element, problemsOf(read, members.responses, index));
}

/** A response of which something was read otherwise than it was sent. */
function convertedResponse(
  { toAccount, action, remark, tagName }: z.output<typeof schemas.friendResponseElement>,
  element: unknown,
): FriendResponse {
  const unreadable: UserText[] = [];
  if (remark === undefined) unreadable.push('remark');
  if (tagName === undefined) unreadable.push('tagName');
  const response: FriendResponse = {
    kind: 'response',
    toAccount,
    action,
    remark: remark ?? null,
    tagName: tagName ?? null,
  };
  return withExtra(unreadable.length === 0 ? response : { ...response, unreadable }, element);
}

/** Keeps what the response does not have as it was sent. */
function withExtra(response: FriendResponse, element: unknown): FriendResponse {
  const extra = membersToKeep(element, (name, sent) => !schemas.hasElementMember(name, sent));
  return extra === undefined ? response : { ...response, extra };
}

function brokenItem(element: unknown, problems: readonly Problem[]): BrokenItem {
  return {
    kind: 'broken',
    toAccount: schemas.echoedAccountOf(element),
    problems,
    sent: storableJson(element),
  };
}

function problemsOf(
  read: { readonly error?: Issues | undefined },
  ...within: readonly (string | number)[]
): readonly Problem[] {
  return (read.error?.issues ?? []).map((issue) => ({
    at: pointer(...within, ...issue.path.map(String)),
    message: issue.message,
  }));
}
