import { Global, Module } from '@nestjs/common';
import { AppContext } from '../app-context.js';
import { EnvelopeWriter } from '../callbacks/envelope-writer.js';
import { ActiveRuleSets } from './active-rule-sets.js';
import { BlocklistRecorder } from './blocklist-recorder.js';
import { DecisionLog } from './decision-log.js';
import { FriendResponseModerator } from './friend-response-moderator.js';
import { ShadowEvaluator } from './shadow-evaluator.js';
import { State } from './state/state.js';

const replyWriter = new EnvelopeWriter();

/** Judging, over the ports that the application's adapters provide. */
@Global()
@Module({
  providers: [
    {
      provide: ShadowEvaluator,
      inject: [AppContext, DecisionLog],
      useFactory: ({ clock, eventLoop }: AppContext, decisionLog: DecisionLog) =>
        new ShadowEvaluator({ decisionLog, clock, eventLoop }),
    },
    {
      provide: FriendResponseModerator,
      inject: [AppContext, ActiveRuleSets, State, DecisionLog, ShadowEvaluator],
      useFactory: createModerator,
    },
    {
      provide: BlocklistRecorder,
      inject: [AppContext, State, DecisionLog],
      useFactory: ({ config, clock }: AppContext, state: State, decisionLog: DecisionLog) =>
        new BlocklistRecorder({ state, decisionLog, replyWriter, clock }, config),
    },
  ],
  exports: [FriendResponseModerator, BlocklistRecorder, ShadowEvaluator],
})
export class ModerationModule {}

function createModerator(
  { config, clock, eventLoop, log }: AppContext,
  ruleSets: ActiveRuleSets,
  state: State,
  decisionLog: DecisionLog,
  shadowEvaluator: ShadowEvaluator,
): FriendResponseModerator {
  const { deadlineMs, onFailure } = config;
  const ports = { ruleSets, state, decisionLog, replyWriter, clock, eventLoop, shadowEvaluator, log };
  return new FriendResponseModerator(ports, { deadlineMs, onFailure });
}
