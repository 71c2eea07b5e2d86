import type { FriendResponseCallback } from '../moderation/model/callback.js';
import type { OnFailure, Verdict } from '../moderation/model/decision.js';
import type { Problem } from '../moderation/model/problem.js';
import { ownCodes } from '../moderation/model/result-code.js';
import { ReplyWriter } from '../moderation/reply-writer.js';
import type { CooperativeTask } from '../runtime/cooperative-task.js';
import type { JsonObject } from './packet/json-object.js';
import { echoedAccountsIn } from './packet/packet-schemas.js';
import { DELETION_FAILED } from './refusal-bodies.js';
import { envelope, envelopeWithItems, FRIEND_REQUEST, members, resultItem } from './wire.js';

/** How many problems an answer spells out. */
const MAX_PROBLEMS_SPELLED_OUT = 20;

/** Entries between two pauses. */
const ENTRIES_PER_SLICE = 500;

/** Writes answers in the platform's envelope. */
export class EnvelopeWriter extends ReplyWriter {
  override *friendResponses(
    callback: Pick<FriendResponseCallback, 'items' | 'problems'>,
    verdicts: readonly Pick<Verdict, 'code'>[],
    textOf: (code: number) => string,
  ): CooperativeTask<string> {
    // Few codes serve many items, and most packets have none.
    let texts: Map<number, string> | null = null;
    const entries: string[] = [];
    for (const [index, { toAccount }] of callback.items.entries()) {
      if (index % ENTRIES_PER_SLICE === ENTRIES_PER_SLICE - 1) yield;
      const code = verdicts[index]?.code ?? 0;
      let text = '""';
      if (code !== 0) {
        texts ??= new Map();
        text = texts.get(code) ?? JSON.stringify(textOf(code));
        texts.set(code, text);
      }
      entries.push(resultItem(toAccount, code, text));
    }
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
  return itemsBody(echoedAccountsIn(fields, members.responses), code, why);
}

/** The answer to the console's probe. */
export const ACCEPTED_BODY = envelope(0, '');

/** The answer to a command that is not judged. One that asks about items gets an entry for each. */
export function unjudgedBody(command: string, fields: JsonObject): string {
  if (command !== FRIEND_REQUEST) return ACCEPTED_BODY;
  return itemsBody(echoedAccountsIn(fields, members.requests), 0, '""');
}

function itemsBody(accounts: readonly string[], code: number, why: string): string {
  return envelopeWithItems(
    0,
    '',
    accounts.map((toAccount) => resultItem(toAccount, code, why)),
  );
}

function errorInfoOf(problems: readonly Problem[]): string {
  const spelled = problems
    .slice(0, MAX_PROBLEMS_SPELLED_OUT)
    .map(({ at, message }) => `${at} ${message}`.trim());
  const more = problems.length - spelled.length;
  return [...spelled, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
