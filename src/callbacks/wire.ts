import { z } from 'zod';

// The platform's names of parameters, members and commands. All code takes them from this file; besides it only words for staff
// name them: the help of facts.

/** The commands that are handled. */
export const commands = {
  friendResponse: 'Sns.CallbackPrevFriendResponse',
  blocklistDeletion: 'Sns.CallbackBlackListDelete',
} as const;

/** Sent before a friend request is made. It is not judged, but its answer needs an entry for each item. */
export const FRIEND_REQUEST = 'Sns.CallbackPrevFriendAdd';

/** Members of packets. */
export const members = {
  command: 'CallbackCommand',
  from: 'From_Account',
  to: 'To_Account',
  requester: 'Requester_Account',
  eventTime: 'EventTime',
  action: 'ResponseAction',
  remark: 'Remark',
  tagName: 'TagName',
  /** The list of friend responses. */
  responses: 'ResponseFriendItem',
  /** The list of blocklist deletions. */
  pairs: 'PairList',
  /** The list of friend requests. */
  requests: 'FriendItem',
} as const;

export type QueryField =
  'appId' | 'command' | 'clientAddress' | 'platform' | 'requestId' | 'sign' | 'requestTime';

/** Parameters of a URL. */
const parameters: Readonly<Record<QueryField, string>> = {
  appId: 'SdkAppid',
  command: 'CallbackCommand',
  clientAddress: 'ClientIP',
  platform: 'OptPlatform',
  requestId: 'RequestId',
  sign: 'Sign',
  requestTime: 'RequestTime',
};

/** The fields of a query by the parameters' names in lower case, since their spelling varies. */
export const queryFields: ReadonlyMap<string, QueryField> = new Map<string, QueryField>([
  [parameters.appId.toLowerCase(), 'appId'],
  [parameters.command.toLowerCase(), 'command'],
  [parameters.clientAddress.toLowerCase(), 'clientAddress'],
  [parameters.platform.toLowerCase(), 'platform'],
  [parameters.requestId.toLowerCase(), 'requestId'],
  [parameters.sign.toLowerCase(), 'sign'],
  [parameters.requestTime.toLowerCase(), 'requestTime'],
]);

/** Refusals of requests, in the names that their sender uses. */
export const refusals = {
  app: `${parameters.appId} is missing, or not the id of an app served here`,
  unsigned: `${parameters.sign} or ${parameters.requestTime} is missing`,
  'wrong-signature': `${parameters.sign} is not made with the token of this app`,
  'stale-signature': `${parameters.requestTime} is not within 60 seconds of now`,
  'command-mismatch': `${parameters.command} is not the same in the query and in the body`,
} as const;

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
  const sent = Object.entries({
    CallbackCommand: query.command,
    ClientIP: query.clientAddress,
    OptPlatform: query.platform,
    RequestTime: query.requestTime,
    SdkAppid: query.appId,
    Sign: query.sign,
    contenttype: 'json',
  }).filter((parameter): parameter is [string, string] => parameter[1] !== undefined);
  return new URLSearchParams(sent).toString();
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
