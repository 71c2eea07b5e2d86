import type { Json } from './json.js';
import type { Problem } from './problem.js';

/** Properties of every callback besides its packet. */
export interface Delivery {
  /** UUIDv7, made on receipt, at `receivedAt`. */
  readonly id: string;
  readonly appId: string;
  /** Milliseconds since the epoch, by the clock of receipt: never runs backwards within a process. */
  readonly receivedAt: number;
  /** The same moment by the wall clock. It is not recorded: readings that depend on it are. */
  readonly wallClockAt?: number;
  /** Lower-case hex SHA-256 over app, command and body: two deliveries with the same one are copies of each other. */
  readonly fingerprint: string;
  readonly platform: string | null;
  readonly clientAddress: string | null;
  /** As sent. Recorded, never trusted. */
  readonly requestId: string | null;
  /** Query parameters that have no field of their own here; never the signature. */
  readonly query: Readonly<Record<string, string>>;
}

/** One answer to a friend request: `from` answers what `toAccount` had asked. It is what rules judge. */
export interface FriendResponse {
  readonly kind: 'response';
  readonly toAccount: string;
  readonly remark: string | null;
  readonly tagName: string | null;
  /** As sent: one of the three documented actions, or one that is newer than this service. */
  readonly action: string;
  /** Texts that are not text: their facts are unknown. Absent where there are none. */
  readonly unreadable?: readonly UserText[];
  /** As sent: fields that are not known, and fields that were read otherwise than they were sent. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** The fields that hold text of the user. */
export type UserText = 'remark' | 'tagName';

/** An element of the packet that could not be read. It is answered by `ON_FAILURE`. */
export interface BrokenItem {
  readonly kind: 'broken';
  /** To be echoed; `''` where the packet has no text for it. */
  readonly toAccount: string;
  readonly problems: readonly Problem[];
  readonly sent: Json;
}

/** An element behind the first `MAX_JUDGED_ITEMS`. It is answered by `ON_FAILURE`. */
export interface UnreadItem {
  readonly kind: 'unread';
  /** To be echoed; `''` where the packet has no text for it. */
  readonly toAccount: string;
}

export type Item = FriendResponse | BrokenItem | UnreadItem;

/** A packet of `Sns.CallbackPrevFriendResponse`: may these friend responses pass? */
export interface FriendResponseCallback extends Delivery {
  /** Problems of the packet as a whole. With any, nothing is judged: every element goes by `ON_FAILURE`. */
  readonly problems: readonly Problem[];
  /** The account that answers; `''` only where `problems` says that it is missing. */
  readonly fromAccount: string;
  /** The account that issued the call. */
  readonly requesterAccount: string;
  /** The packet named no requester, so `fromAccount` stands in. */
  readonly requesterAssumed: boolean;
  /** Milliseconds since the epoch as the platform's clock had it; recorded, enters no window. */
  readonly eventTime: number | null;
  readonly items: readonly Item[];
  readonly extra?: Readonly<Record<string, Json>>;
}

/** One pair of `Sns.CallbackBlackListDelete`: `fromAccount` took `toAccount` off its blocklist. */
export interface BlocklistPair {
  readonly fromAccount: string;
  readonly toAccount: string;
}

export interface BlocklistDeletionCallback extends Delivery {
  /** Problems of the packet or some of its pairs; `pairs` holds the good ones. */
  readonly problems: readonly Problem[];
  readonly pairs: readonly BlocklistPair[];
}

/** The kind of a documented action; `null` for an action that this version does not know. */
export function actionKindOf(action: string): 'agree' | 'reject' | null {
  switch (action) {
    case 'Response_Action_Agree':
    case 'Response_Action_AgreeAndAdd':
      return 'agree';
    case 'Response_Action_Reject':
      return 'reject';
    default:
      return null;
  }
}
