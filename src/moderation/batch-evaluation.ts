import type { FriendResponseCallback, Item } from './model/callback.js';
import type { Deadline } from '../runtime/deadline.js';
import {
  MAX_JUDGED_ITEMS,
  type Decision,
  type DegradedReason,
  type Effect,
  type JudgingEnd,
  type OnFailure,
  type Verdict,
} from './model/decision.js';
import type { EventLoop } from '../runtime/event-loop.js';
import { alignRepeatedAccounts, fallbackVerdict, judge } from './engine/judge.js';
import type { Reading, UnknownReason } from './model/reading.js';
import { readingRowOf } from './engine/reading-row.js';
import { ownCodes } from './model/result-code.js';
import type { RuleSet } from './engine/rule-set.js';

/** The result of an evaluation. */
export type BatchResult = Pick<Decision, 'verdicts' | 'effects' | 'readings' | 'judged' | 'ended'>;

/** Items between two checks of the deadline. */
const ITEMS_PER_SLICE = 25;

/** Judges the items of one callback in their order until the deadline; the rest go by `ON_FAILURE`. */
export class BatchEvaluation {
  private readonly verdicts: Verdict[] = [];
  private readonly effects: Effect[] = [];
  /** The last verdict on an item that was not judged: thousands of items may share it. */
  private lastUnjudged: Verdict | null = null;
  private readonly rows: (readonly Reading[])[] = [];
  /** The readings of the last item that could be read. */
  private lastRow: readonly Reading[] | null = null;
  private ended: JudgingEnd = 'deadline';
  /** The error that judging threw, or `null`. The items before it keep their verdicts. */
  failure: unknown = null;

  constructor(
    private readonly callback: FriendResponseCallback,
    private readonly ruleSet: RuleSet | null,
    private readonly onFailure: OnFailure,
  ) {}

  /** Nothing is judged: the event loop is too late to begin. */
  skip(): void {
    this.ended = 'overload';
  }

  /**
   * Judges in slices, and yields to other callbacks in between.
   * @param deadline the moment from which on only the answer is written
   * @param gathered the state's readings per readable item; a reason where there are none
   */
  async judgeUntil(
    deadline: Deadline,
    eventLoop: EventLoop,
    gathered: readonly (readonly Reading[])[] | UnknownReason,
  ): Promise<void> {
    if (this.ruleSet === null || this.callback.problems.length > 0) return;
    const end = Math.min(this.callback.items.length, MAX_JUDGED_ITEMS);
    let response = 0;
    try {
      for (let index = 0; index < end; index += 1) {
        if (index > 0 && index % ITEMS_PER_SLICE === 0) await eventLoop.yieldTurn();
        if (index % ITEMS_PER_SLICE === 0 && deadline.passed()) return;
        const readings = typeof gathered === 'string' ? gathered : (gathered[response] ?? 'failed');
        if (this.judgeItem(this.ruleSet, index, readings)) response += 1;
      }
      this.ended = 'complete';
    } catch (error) {
      this.failure = error;
    }
  }

  /** Whether the item could be read. */
  private judgeItem(ruleSet: RuleSet, index: number, gathered: readonly Reading[] | UnknownReason): boolean {
    const response = this.callback.items[index];
    if (response?.kind !== 'response') {
      this.verdicts.push(fallbackVerdict(this.onFailure, 'malformed', ownCodes.malformed));
      this.rows.push([]);
      return false;
    }
    const view = { callback: this.callback, response, lists: ruleSet.lists };
    const row = readingRowOf(ruleSet, view, gathered, this.lastRow);
    this.lastRow = row;
    const { verdict, effects } = judge(ruleSet, this.callback, index, row, this.onFailure);
    this.rows.push(row);
    this.verdicts.push(verdict);
    if (effects.length > 0) this.effects.push(...effects);
    return true;
  }

  /** The result: items that were not judged go by `ON_FAILURE`. */
  finish(): BatchResult {
    const verdicts = this.callback.items.map(
      (item, index) => this.verdicts[index] ?? this.unjudged(item, index),
    );
    return {
      verdicts: alignRepeatedAccounts(this.callback.items, verdicts),
      effects: this.effects,
      readings: this.rows,
      judged: this.verdicts.length,
      ended: this.endOfJudging(),
    };
  }

  /** The result of a copy, which has no verdicts: the first packet has them. */
  finishAsCopy(): BatchResult {
    return { verdicts: [], effects: [], readings: [], judged: 0, ended: 'copy' };
  }

  private endOfJudging(): JudgingEnd {
    if (this.callback.problems.length > 0) return 'unreadable';
    if (this.ruleSet === null) return 'no-rule-set';
    return this.failure === null ? this.ended : 'failure';
  }

  private unjudged(item: Item, index: number): Verdict {
    if (item.kind === 'broken' || this.callback.problems.length > 0) {
      return fallbackVerdict(this.onFailure, 'malformed', ownCodes.malformed);
    }
    const reason = this.reason(index);
    if (this.lastUnjudged?.degraded !== reason) {
      this.lastUnjudged = fallbackVerdict(this.onFailure, reason, ownCodes.undecided);
    }
    return this.lastUnjudged;
  }

  private reason(index: number): DegradedReason {
    if (index >= MAX_JUDGED_ITEMS) return 'oversized';
    return this.failure !== null || this.ruleSet === null ? 'failed' : 'deadline';
  }
}
