/**
 * The callbacks of a chaos run. The number of a callback says all of it: which packet it is, and what must come of it as long as
 * nothing that it needs is away.
 */
import { createHash } from 'node:crypto';
import { APP } from '../http/packet-template.mjs';
import { TOKEN } from '../http/targets.mjs';

/** Agreements that `accept-burst` lets pass within ten minutes. */
export const ALLOWED_BURST = 20;
export const BURST_CODE = 38010;
export const PHRASE_CODE = 38013;

const CYCLE = 20;
/** A bursting account agrees so often. */
const BURST_LENGTH = 30;
/** So many accounts burst side by side, each long enough for a fault to fall into it. */
const BURSTING_AT_ONCE = 8;
/** A copy comes so many numbers after its original. */
const COPY_AFTER = 13;

/** The kind of a callback: `phrase`, `burst`, `copy`, `deletion` or `plain`. */
export function kindOf(number) {
  switch (number % CYCLE) {
    case 3:
      return 'phrase';
    case 5:
    case 11:
      return 'burst';
    case 7:
      return 'deletion';
    case 16:
      return number > COPY_AFTER ? 'copy' : 'plain';
    default:
      return 'plain';
  }
}

/** The number of the callback that this one repeats; its own where it repeats none. */
export function originalOf(number) {
  return kindOf(number) === 'copy' ? number - COPY_AFTER : number;
}

/** Who answers. The account of a burst sends `BURST_LENGTH` packets, all others send one. */
export function accountOf(number) {
  if (kindOf(number) !== 'burst') return `user_${originalOf(number)}`;
  const turn = 2 * Math.floor(number / CYCLE) + (number % CYCLE === 5 ? 0 : 1);
  const group = Math.floor(turn / (BURST_LENGTH * BURSTING_AT_ONCE));
  return `burst_${group}_${turn % BURSTING_AT_ONCE}`;
}

function packetOf(number) {
  if (kindOf(number) === 'deletion') {
    return {
      CallbackCommand: 'Sns.CallbackBlackListDelete',
      PairList: [{ From_Account: accountOf(number), To_Account: `to_${number}` }],
    };
  }
  return {
    CallbackCommand: 'Sns.CallbackPrevFriendResponse',
    From_Account: accountOf(number),
    Requester_Account: accountOf(number),
    ResponseFriendItem: [
      {
        To_Account: `to_${number}`,
        Remark: kindOf(number) === 'phrase' ? `best online casino ${number}` : `colleague ${number}`,
        TagName: 'colleagues',
        ResponseAction: 'Response_Action_AgreeAndAdd',
      },
    ],
  };
}

let signed = { second: 0, sign: '' };

function signatureAt(second) {
  if (signed.second !== second) {
    signed = { second, sign: createHash('sha256').update(`${TOKEN}${second}`).digest('hex') };
  }
  return signed.sign;
}

/** The bytes of the request, signed now. */
export function requestOf(number) {
  const original = originalOf(number);
  const packet = packetOf(original);
  const body = Buffer.from(JSON.stringify(packet));
  const second = Math.floor(Date.now() / 1_000);
  const address = [10, (original >> 14) & 127, (original >> 7) & 127, original & 127].join('.');
  const query = new URLSearchParams({
    CallbackCommand: packet.CallbackCommand,
    ClientIP: address,
    OptPlatform: 'Android',
    RequestTime: String(second),
    SdkAppid: APP,
    Sign: signatureAt(second),
    contenttype: 'json',
  });
  const head =
    `POST /callback?${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
