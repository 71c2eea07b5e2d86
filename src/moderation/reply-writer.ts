import type { FriendResponseCallback } from './model/callback.js';
import type { Verdict } from './model/decision.js';
import type { Problem } from './model/problem.js';
import type { CooperativeTask } from '../runtime/cooperative-task.js';

/** Writes response bodies in the platform's format. */
export abstract class ReplyWriter {
  /** Writes one entry per element of the packet, in order, with pauses. `textOf` gives the ResultInfo of a code. */
  abstract friendResponses(
    callback: Pick<FriendResponseCallback, 'items' | 'problems'>,
    verdicts: readonly Pick<Verdict, 'code'>[],
    textOf: (code: number) => string,
  ): CooperativeTask<string>;

  /** `problems` empty: OK. Else FAIL with code 1 and what is wrong. */
  abstract blocklistDeletion(problems: readonly Problem[]): string;
}
