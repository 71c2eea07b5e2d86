import { z } from 'zod';
import { isJsonObject, describeJsonKind, type JsonObject } from './packet/packet-body.js';

// The platform's names. They occur in this file, and nowhere else in the service.

/** The commands that are handled. */
export const commands = {
  friendResponse: 'Sns.CallbackPrevFriendResponse',
  blocklistDeletion: 'Sns.CallbackBlackListDelete',
} as const;

/** What a URL's parameters are called here. */
export type QueryField =
  'appId' | 'command' | 'clientAddress' | 'platform' | 'requestId' | 'sign' | 'requestTime';

/** The parameters by their names in lower case, since their spelling varies. */
export const queryNames: ReadonlyMap<string, QueryField> = new Map<string, QueryField>([
  ['sdkappid', 'appId'],
  ['callbackcommand', 'command'],
  ['clientip', 'clientAddress'],
  ['optplatform', 'platform'],
  ['requestid', 'requestId'],
  ['sign', 'sign'],
  ['requesttime', 'requestTime'],
]);

const expected = (what: string) => ({
  error: (issue: { readonly input?: unknown }) => `is ${describeJsonKind(issue.input)} where ${what} belongs`,
});
const text = z.string(expected('text')).min(1, 'is empty');
const textOrNone = z.string(expected('text')).nullish();
const list = z.array(z.unknown(), expected('a list'));

/** A packet's command, `null` when it has none; `undefined` when it is no text, and so the name of no command. */
export function commandIn(fields: JsonObject): string | null | undefined {
  const sent = fields['CallbackCommand'] ?? null;
  if (sent === '') return null;
  return sent === null || typeof sent === 'string' ? sent : undefined;
}

/** Without these a packet of friend responses cannot be judged. */
export const requiredPacketMembers = z.object({ From_Account: text, ResponseFriendItem: list });

/** A packet of friend responses as far as it can be read; never fails on an object. */
export const friendResponsePacket = z
  .object({
    From_Account: text.catch(''),
    ResponseFriendItem: list.catch([]),
    Requester_Account: text.nullable().catch(null),
    EventTime: z.unknown().optional(),
  })
  .transform((sent) => ({
    fromAccount: sent.From_Account,
    elements: sent.ResponseFriendItem,
    requesterAccount: sent.Requester_Account,
    sentTime: sent.EventTime ?? null,
  }));

/** Where a packet of friend responses keeps its elements. */
export const ELEMENTS = 'ResponseFriendItem';

/** The members of such a packet that are read into fields of ours whatever they hold. */
export const packetMembers: ReadonlySet<string> = new Set(['CallbackCommand', 'From_Account', ELEMENTS]);
export const REQUESTER = 'Requester_Account';
export const EVENT_TIME = 'EventTime';

/** One element of such a packet. */
export const friendResponseElement = z
  .object(
    { To_Account: text, ResponseAction: text, Remark: textOrNone, TagName: textOrNone },
    expected('an object'),
  )
  .transform((sent) => ({
    toAccount: sent.To_Account,
    action: sent.ResponseAction,
    remark: sent.Remark ?? null,
    tagName: sent.TagName ?? null,
  }));

/** A packet of friend responses that has everything as it should be, read; `null` for one that its schema must look at. */
export function readSoundPacket(fields: JsonObject): z.output<typeof friendResponsePacket> | null {
  const { From_Account: from, ResponseFriendItem: elements, Requester_Account: requester = null } = fields;
  if (typeof from !== 'string' || from === '' || !Array.isArray(elements)) return null;
  if (requester !== null && (typeof requester !== 'string' || requester === '')) return null;
  const sentTime = fields[EVENT_TIME] ?? null;
  return { fromAccount: from, elements, requesterAccount: requester, sentTime };
}

/** One element that has everything as it should be, read; `null` for one that its schema must look at. */
export function readSoundElement(element: unknown): z.output<typeof friendResponseElement> | null {
  if (!isJsonObject(element)) return null;
  const { To_Account: to, ResponseAction: action, Remark: remark = null, TagName: tagName = null } = element;
  if (typeof to !== 'string' || to === '' || typeof action !== 'string' || action === '') return null;
  if (!isTextOrNone(remark) || !isTextOrNone(tagName)) return null;
  return { toAccount: to, action, remark, tagName };
}

function isTextOrNone(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

export const elementMembers: ReadonlySet<string> = new Set(Object.keys(friendResponseElement.in.shape));

/** What an answer echoes for an element, whatever else is wrong with it. */
export function echoedAccountOf(element: unknown): string {
  return isJsonObject(element) && typeof element['To_Account'] === 'string' ? element['To_Account'] : '';
}

/** What an answer echoes for each element of a packet. */
export function echoedAccountsIn(fields: JsonObject): readonly string[] {
  const elements = fields[ELEMENTS];
  return Array.isArray(elements) ? elements.map(echoedAccountOf) : [];
}

/** Sees at a glance that something cannot pass its schema: it lacks a text that every one has. */
export function lacksRequiredText(sent: unknown, texts: readonly string[]): boolean {
  return !isJsonObject(sent) || texts.some((name) => typeof sent[name] !== 'string');
}

export const elementTexts = ['To_Account', 'ResponseAction'] as const;
export const pairTexts = ['From_Account', 'To_Account'] as const;

/** A packet of blocklist deletions, its pairs still to be read one by one. */
export const blocklistDeletionPacket = z.object({ PairList: list }).transform((sent) => sent.PairList);
export const PAIRS = 'PairList';

export const blocklistPair = z
  .object({ From_Account: text, To_Account: text }, expected('an object'))
  .transform((sent) => ({ fromAccount: sent.From_Account, toAccount: sent.To_Account }));

/** An answer without items, as text. Code 0 is OK, every other FAIL. */
export function envelope(code: number, why: string): string {
  return `${envelopeStart(code, why)}}`;
}

/** An answer with items, as text; `entries` are JSON objects made by `resultItem`. */
export function envelopeWithItems(code: number, why: string, entries: readonly string[]): string {
  return `${envelopeStart(code, why)},"ResultItem":[${entries.join(',')}]}`;
}

/** One item's verdict. `why` is JSON text, since few texts serve many items. */
export function resultItem(toAccount: string, code: number, why: string): string {
  // stringify writes a lone surrogate as its escape, so that the account comes back as it was sent.
  return `{"To_Account":${JSON.stringify(toAccount)},"ResultCode":${code},"ResultInfo":${why}}`;
}

function envelopeStart(code: number, why: string): string {
  return `{"ActionStatus":"${code === 0 ? 'OK' : 'FAIL'}","ErrorCode":${code},"ErrorInfo":${JSON.stringify(why)}`;
}

/** A callback's query as the platform sends it, without what is `undefined`; the parameters in alphabetical order. */
export function queryText(query: {
  readonly appId: string;
  readonly command: string;
  readonly clientAddress?: string;
  readonly platform?: string;
  readonly requestTime?: string;
  readonly sign?: string;
}): string {
  const parameters = Object.entries({
    CallbackCommand: query.command,
    ClientIP: query.clientAddress,
    OptPlatform: query.platform,
    RequestTime: query.requestTime,
    SdkAppid: query.appId,
    Sign: query.sign,
    contenttype: 'json',
  }).filter((parameter): parameter is [string, string] => parameter[1] !== undefined);
  return new URLSearchParams(parameters).toString();
}

/** A packet of friend responses as the platform sends it, to be made JSON: what is `undefined` is left out. */
export function friendResponseBody(packet: {
  readonly fromAccount: string;
  readonly requesterAccount?: string | undefined;
  readonly eventTime?: string | number | undefined;
  readonly items: readonly {
    readonly toAccount: string;
    readonly action: string;
    readonly remark?: string | undefined;
    readonly tagName?: string | undefined;
  }[];
}): object {
  return {
    CallbackCommand: commands.friendResponse,
    Requester_Account: packet.requesterAccount,
    From_Account: packet.fromAccount,
    ResponseFriendItem: packet.items.map((item) => ({
      To_Account: item.toAccount,
      Remark: item.remark,
      TagName: item.tagName,
      ResponseAction: item.action,
    })),
    EventTime: packet.eventTime,
  };
}

/** A packet of blocklist deletions as the platform sends it. */
export function blocklistDeletionBody(
  pairs: readonly { readonly fromAccount: string; readonly toAccount: string }[],
): object {
  return {
    CallbackCommand: commands.blocklistDeletion,
    PairList: pairs.map(({ fromAccount, toAccount }) => ({
      From_Account: fromAccount,
      To_Account: toAccount,
    })),
  };
}

/** An answer, as a client reads it. */
export const answerSchema = z
  .object({
    ActionStatus: z.string(),
    ErrorCode: z.int(),
    ErrorInfo: z.string(),
    ResultItem: z
      .array(z.object({ To_Account: z.string(), ResultCode: z.int(), ResultInfo: z.string() }))
      .optional(),
  })
  .transform((sent) => ({
    status: sent.ActionStatus,
    code: sent.ErrorCode,
    why: sent.ErrorInfo,
    items: sent.ResultItem?.map((item) => ({
      toAccount: item.To_Account,
      code: item.ResultCode,
      why: item.ResultInfo,
    })),
  }));
