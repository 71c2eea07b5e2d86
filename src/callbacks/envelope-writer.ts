import { ReplyWriter } from '../moderation/reply-writer.js';
import type { FriendResponseCallback } from '../moderation/model/callback.js';
import type { OnFailure, Verdict } from '../moderation/model/decision.js';
import type { Problem } from '../moderation/model/problem.js';
import { ownCodes } from '../moderation/model/result-code.js';
import type { JsonObject } from './packet/packet-body.js';
import { commands, echoedAccountsIn, envelope, envelopeWithItems, resultItem } from './wire.js';

/** How many problems an answer spells out. */
const MAX_PROBLEMS_SPELLED_OUT = 20;

/** The one code that an after-callback fails with. */
const DELETION_FAILED = 1;

/** Writes answers as the protocol wants them. */
export class EnvelopeWriter extends ReplyWriter {
  override friendResponses(
    callback: Pick<FriendResponseCallback, 'items' | 'problems'>,
    verdicts: readonly Pick<Verdict, 'code'>[],
    textOf: (code: number) => string,
  ): string {
    // Few codes serve many items, and most packets have none.
    let texts: Map<number, string> | null = null;
    const entries = callback.items.map((item, index) => {
      const code = verdicts[index]?.code ?? 0;
      if (code === 0) return resultItem(item.toAccount, code, '""');
      texts ??= new Map();
      let text = texts.get(code);
      if (text === undefined) texts.set(code, (text = JSON.stringify(textOf(code))));
      return resultItem(item.toAccount, code, text);
    });
    const failed = callback.problems.length > 0;
    return envelopeWithItems(failed ? ownCodes.malformed : 0, errorInfoOf(callback.problems), entries);
  }

  override blocklistDeletion(problems: readonly Problem[]): string {
    return envelope(problems.length === 0 ? 0 : DELETION_FAILED, errorInfoOf(problems));
  }
}

/** The answer when judging broke down altogether: every element by `ON_FAILURE`. */
export function fallbackBody(fields: JsonObject, onFailure: OnFailure): string {
  const [code, why] = onFailure === 'allow' ? [0, '""'] : [ownCodes.undecided, '"undecided"'];
  return envelopeWithItems(
    0,
    '',
    echoedAccountsIn(fields).map((toAccount) => resultItem(toAccount, code, why)),
  );
}

/** The answer to what was accepted without judging anything. */
export const ACCEPTED_BODY = envelope(0, '');

/** The answer to a request that is refused, in the codes that its command knows. */
export function refusalBody(command: string | null, code: number, why: string): string {
  return envelope(command === commands.blocklistDeletion ? DELETION_FAILED : code, why);
}

/** The answer where no callback is expected. */
export const NOT_FOUND_BODY = envelope(ownCodes.noSuchEndpoint, 'nothing is here');

/** The answer to any other method. */
export const METHOD_NOT_ALLOWED_BODY = envelope(ownCodes.noSuchEndpoint, 'callbacks are posted: use POST');

function errorInfoOf(problems: readonly Problem[]): string {
  const spelled = problems
    .slice(0, MAX_PROBLEMS_SPELLED_OUT)
    .map(({ at, message }) => `${at} ${message}`.trim());
  const more = problems.length - spelled.length;
  return [...spelled, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
