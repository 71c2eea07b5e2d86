import type { AnswerWriter } from '../moderation/reply-writer.js';
import { textOf } from '../moderation/friend-response-moderator.js';
import type { RuleBook } from '../moderation/active-rule-sets.js';
import type { SentAnswer } from '../moderation/state/state.js';
import type { RecentAnswer } from '../persistence/journal/recorded-responses.js';

/** Writes once more the answers that were sent before a restart, for the copies that may still come. */
export async function sentAnswers(
  recent: AsyncIterable<RecentAnswer>,
  ruleBook: RuleBook,
  writer: AnswerWriter,
): Promise<readonly SentAnswer[]> {
  const sent: SentAnswer[] = [];
  for await (const each of recent) {
    const { id: source, appId, fingerprint, at } = each;
    const ruleSet = ruleBook.current(appId);
    const answer =
      each.kind === 'deletion'
        ? writer.blocklistDeletion(each.problems)
        : writer.friendResponses(each.callback, each.verdicts, (code) => textOf(ruleSet, code));
    sent.push({ source, appId, fingerprint, at, answer });
  }
  return sent;
}
