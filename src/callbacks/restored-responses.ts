import { runSync } from '../runtime/cooperative-task.js';
import type { ReplyWriter } from '../moderation/reply-writer.js';
import { resultTextOf } from '../moderation/friend-response-moderator.js';
import type { ActiveRuleSets } from '../moderation/active-rule-sets.js';
import type { RestoredResponse } from '../moderation/state/state.js';
import type { RecordedResponse } from '../persistence/journal/recorded-responses.js';

/** Writes once more the answers that were sent before a restart, for the copies that may still come. */
export async function restoredResponses(
  recent: AsyncIterable<RecordedResponse>,
  ruleBook: ActiveRuleSets,
  writer: ReplyWriter,
): Promise<readonly RestoredResponse[]> {
  const sent: RestoredResponse[] = [];
  for await (const each of recent) {
    const { id: source, appId, fingerprint, at } = each;
    const ruleSet = ruleBook.current(appId);
    const answer =
      each.kind === 'deletion'
        ? writer.blocklistDeletion(each.problems)
        : runSync(
            writer.friendResponses(each.callback, each.verdicts, (code) => resultTextOf(ruleSet, code)),
          );
    sent.push({ source, appId, fingerprint, at, answer });
  }
  return sent;
}
