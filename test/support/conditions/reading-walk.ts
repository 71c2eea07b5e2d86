import { Rule, type Almanac, type TopLevelCondition } from 'json-rules-engine';
import { RuleIndex } from '../../../src/moderation/engine/rule-index/rule-index.js';
import { runSync } from '../../../src/runtime/cooperative-task.js';
import { aCompiledRule } from '../moderation/builders.js';
import { buildCondition } from '../../../src/moderation/conditions/build-condition.js';
import type { Condition, FactRef } from '../../../src/moderation/conditions/condition.js';
import { comparisonsOf, evaluatorOf, readingKeyOf } from '../../../src/moderation/conditions/evaluator.js';
import type { Operators } from '../../../src/moderation/conditions/json-rules-engine.js';
import { parseJsonPath, valueAt } from '../../../src/moderation/conditions/json-path.js';
import { Unknown, type Reading, type Truth } from '../../../src/moderation/model/reading.js';

/** A condition that the library parsed, with room for how it came out. */
export interface Node {
  all?: readonly Node[];
  any?: readonly Node[];
  not?: Node;
  condition?: string;
  readonly fact?: string;
  readonly priority?: number;
  result?: boolean;
  factResult?: unknown;
  valueResult?: unknown;
  toJSON(stringify: boolean): unknown;
}

export type Parsed = TopLevelCondition & Node;

/** A copy of conditions, with shared ones in place of references to them. Throws on a reference to none, unless it may stay. */
export function expanded(
  conditions: TopLevelCondition,
  shared: ReadonlyMap<string, TopLevelCondition>,
  mayBeUndefined: boolean,
): Parsed {
  const copy = copyOf(conditions);
  expand(copy, shared, mayBeUndefined);
  return copy;
}

function expand(node: Node, shared: ReadonlyMap<string, TopLevelCondition>, mayBeUndefined: boolean): void {
  if (node.condition !== undefined) {
    const found = shared.get(node.condition);
    if (found === undefined) {
      if (!mayBeUndefined) throw new Error(`No condition ${node.condition} exists`);
      return;
    }
    delete node.condition;
    Object.assign(node, copyOf(found));
    expand(node, shared, mayBeUndefined);
    return;
  }
  for (const each of childrenOf(node)) expand(each, shared, mayBeUndefined);
}

function copyOf(conditions: TopLevelCondition): Parsed {
  const copy = new Rule({ conditions, event: { type: 'copy' } }).conditions;
  if (!isParsed(copy)) throw new Error('The library parses conditions into something else than 7.3.1 does');
  return copy;
}

function isParsed(conditions: TopLevelCondition): conditions is Parsed {
  return 'toJSON' in conditions;
}

function childrenOf(node: Node): readonly Node[] {
  return node.any ?? node.all ?? (node.not === undefined ? [] : [node.not]);
}

interface Setting {
  readonly operators: Operators;
  /** The priority of a fact, for conditions that have none. */
  priorityOf(fact: string): number;
  /** Whether the almanac follows paths, instead of the evaluator. */
  readonly resolvesPaths: boolean;
}

/** Gathers readings in the order of priority, and stops as soon as the evaluator can decide by those it has. */
export class ReadingWalk {
  private readonly row: Reading[] = [];
  private readonly slots = new Map<FactRef, number>();
  private readonly asked = new Map<FactRef, FactRef>();

  constructor(
    private readonly almanac: Almanac,
    private readonly setting: Setting,
  ) {}

  /** Whether conditions match; writes into them how each came out. */
  async judge(parsed: Parsed): Promise<boolean> {
    const condition = this.slotted(buildCondition(parsed, { at: '', shared: new Map() }));
    for (const { operator } of comparisonsOf(condition)) {
      if (this.setting.operators.get(operator) === null) throw new Error(`Unknown operator: ${operator}`);
    }
    await this.visit(condition, parsed);
    // The library says how a rule came out in its result, not in its outermost condition.
    delete parsed.result;
    return this.matched(condition);
  }

  /** Looks the condition up in the index that serves callbacks, where each reading has one slot. */
  private matched(condition: Condition): boolean {
    const slots = new Map<string, number>();
    for (const [ref, slot] of this.slots) {
      const key = readingKeyOf(ref);
      if (!slots.has(key) || !(this.row[slot] instanceof Unknown)) slots.set(key, slot);
    }
    const slotOf = (ref: FactRef) => slots.get(readingKeyOf(ref)) ?? -1;
    const rule = aCompiledRule('no', { conditions: condition });
    const index = runSync(RuleIndex.build([rule], slotOf, this.setting.operators));
    const matches = index.match(this.row);
    return matches.count === 1 && matches.isCertain(0);
  }

  private async visit(condition: Condition, node: Node): Promise<Truth> {
    if (condition.kind === 'compare') return this.compare(condition, node);
    if (condition.kind === 'not') await this.visit(condition.of, node.not ?? node);
    else await this.visitEach(condition, node);
    const truth = this.truthOf(condition);
    node.result = truth === 'yes';
    return truth;
  }

  private async visitEach(condition: Extract<Condition, { kind: 'all' | 'any' }>, node: Node): Promise<void> {
    const nodes = childrenOf(node);
    const priorities = nodes.map((each) => each.priority ?? this.setting.priorityOf(each.fact ?? ''));
    for (const priority of [...new Set(priorities)].sort((a, b) => b - a)) {
      const visits = condition.of.map(async (each, index): Promise<unknown> => {
        const child = nodes[index];
        const now = child !== undefined && priorities[index] === priority;
        return now ? this.visit(each, child) : null;
      });
      await Promise.all(visits);
      if (this.truthOf(condition) !== 'unknown') return;
    }
  }

  private async compare(condition: Extract<Condition, { kind: 'compare' }>, node: Node): Promise<Truth> {
    const { left, right, operator } = condition;
    await Promise.all([this.gather(left), right.kind === 'fact' ? this.gather(right.ref) : null]);
    node.factResult = this.valueOf(left);
    node.valueResult = right.kind === 'fact' ? this.valueOf(right.ref) : right.value;
    const truth = this.truthOf(condition);
    // A comparison that throws is unknown to us. The library passes the error on, and so does this.
    if (truth === 'unknown')
      this.setting.operators.get(operator)?.evaluate(node.factResult, node.valueResult);
    node.result = truth === 'yes';
    return truth;
  }

  private truthOf(condition: Condition): Truth {
    return evaluatorOf(condition, (ref) => this.slots.get(ref) ?? -1, this.setting.operators)(this.row);
  }

  private async gather(ref: FactRef): Promise<void> {
    const { fact, params, path } = this.asked.get(ref) ?? ref;
    const given = params === null ? undefined : { ...params };
    const reading = await this.almanac.factValue<Reading>(
      fact,
      given,
      this.setting.resolvesPaths && path !== null ? path : undefined,
    );
    this.row[this.slots.get(ref) ?? -1] = reading;
  }

  private valueOf(ref: FactRef): unknown {
    const reading = this.row[this.slots.get(ref) ?? -1];
    const path = ref.path === null ? null : parseJsonPath(ref.path);
    return path === null ? reading : valueAt(reading, path);
  }

  /** The condition with references of its own, each with a slot that is unknown until it is gathered. */
  private slotted(condition: Condition): Condition {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return { ...condition, of: condition.of.map((each) => this.slotted(each)) };
      case 'not':
        return { ...condition, of: this.slotted(condition.of) };
      case 'compare': {
        const { left, right } = condition;
        const other = right.kind === 'fact' ? { ...right, ref: this.slot(right.ref) } : right;
        return { ...condition, left: this.slot(left), right: other };
      }
    }
  }

  private slot(ref: FactRef): FactRef {
    // The almanac reads by paths: a path makes a reading of its own.
    const own = this.setting.resolvesPaths
      ? { ...ref, fact: JSON.stringify([ref.fact, ref.path]), path: null }
      : { ...ref };
    this.asked.set(own, ref);
    this.slots.set(own, this.row.length);
    this.row.push(Unknown.because('late'));
    return own;
  }
}
