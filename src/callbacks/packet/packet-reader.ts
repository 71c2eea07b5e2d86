import type { z } from 'zod';
import type {
  BlocklistDeletionCallback,
  BlocklistPair,
  BrokenItem,
  Delivery,
  FriendResponse,
  FriendResponseCallback,
  Item,
} from '../../moderation/model/callback.js';
import { pointer, type Problem } from '../../moderation/model/problem.js';
import { parseEventTime } from './event-time.js';
import { unknownMembersOf, storableJson, type JsonObject } from './packet-body.js';
import * as wire from '../wire.js';

/** How many broken elements of a packet are told what is wrong with them: naming it costs more than judging. */
const MAX_EXPLAINED_ELEMENTS = 1_000;

const isElementMember = (name: string): boolean => wire.elementMembers.has(name);

/** What is said of each of the others: one value, for there may be hundreds of thousands. */
const UNEXPLAINED: readonly Problem[] = [{ at: '', message: 'is malformed, like so many before it' }];

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Reads a packet of friend responses. Whatever is wrong with it is a value in it; nothing is refused. */
export function readFriendResponses(delivery: Delivery, fields: JsonObject): FriendResponseCallback {
  const sound = wire.readSoundPacket(fields);
  const packet = sound ?? wire.friendResponsePacket.parse(fields);
  const problems = sound === null ? problemsOf(wire.requiredPacketMembers.safeParse(fields)) : [];
  const eventTime = parseEventTime(packet.sentTime);
  // Member by member: it is made for every packet, and copying an object to add to it takes several times as long.
  const callback = {
    id: delivery.id,
    appId: delivery.appId,
    receivedAt: delivery.receivedAt,
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
    items: itemsOf(packet.elements),
  };
  // What was read otherwise than it was sent is kept as it was sent.
  const knowsRequester = packet.requesterAccount !== null || (fields[wire.REQUESTER] ?? null) === null;
  const knowsTime = packet.sentTime === eventTime;
  const extra = unknownMembersOf(
    fields,
    (name) =>
      wire.packetMembers.has(name) ||
      (name === wire.REQUESTER && knowsRequester) ||
      (name === wire.EVENT_TIME && knowsTime),
  );
  return extra === undefined ? callback : { ...callback, extra };
}

/** Reads a packet of blocklist deletions: its good pairs, and what is wrong with the others. */
export function readBlocklistDeletions(delivery: Delivery, fields: JsonObject): BlocklistDeletionCallback {
  const list = wire.blocklistDeletionPacket.safeParse(fields);
  if (!list.success) return { ...delivery, problems: problemsOf(list), pairs: [] };
  const problems: Problem[] = [];
  const pairs: BlocklistPair[] = [];
  for (const [index, element] of list.data.entries()) {
    if (problems.length >= MAX_EXPLAINED_ELEMENTS && wire.lacksRequiredText(element, wire.pairTexts)) {
      problems.push(...UNEXPLAINED);
      continue;
    }
    const pair = wire.blocklistPair.safeParse(element);
    if (pair.success) pairs.push(pair.data);
    else problems.push(...problemsOf(pair, wire.PAIRS, index));
  }
  return { ...delivery, problems, pairs };
}

function itemsOf(elements: readonly unknown[]): Item[] {
  let explained = 0;
  return elements.map((element, index) => {
    if (explained >= MAX_EXPLAINED_ELEMENTS && wire.lacksRequiredText(element, wire.elementTexts)) {
      return brokenItem(element, UNEXPLAINED);
    }
    const sound = wire.readSoundElement(element);
    if (sound !== null) return responseOf(sound, element);
    const read = wire.friendResponseElement.safeParse(element);
    if (read.success) return responseOf(read.data, element);
    explained += 1;
    return brokenItem(element, problemsOf(read, wire.ELEMENTS, index));
  });
}

function responseOf(
  { toAccount, action, remark, tagName }: z.output<typeof wire.friendResponseElement>,
  element: unknown,
): FriendResponse {
  const response = { kind: 'response' as const, toAccount, action, remark, tagName };
  const extra = unknownMembersOf(element, isElementMember);
  return extra === undefined ? response : { ...response, extra };
}

function brokenItem(element: unknown, problems: readonly Problem[]): BrokenItem {
  return { kind: 'broken', toAccount: wire.echoedAccountOf(element), problems, sent: storableJson(element) };
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
