import type {
  Almanac,
  Event,
  Rule,
  RuleResult,
  RuleResultSerializable,
  TopLevelConditionResult,
} from 'json-rules-engine';
import type { Node } from './reading-walk.js';

/** How a rule came out, as the library reports it. */
export class LibraryRuleResult implements RuleResult {
  readonly name: string;
  readonly conditions: TopLevelConditionResult;
  readonly event: Event;
  readonly priority: number;
  // Private by language, because suites compare results field by field.
  readonly #node: Node;

  constructor(
    rule: Rule,
    node: Node & TopLevelConditionResult,
    readonly result: boolean,
  ) {
    this.name = rule.name;
    this.priority = rule.priority;
    // Not `rule.event`: rules are emitters, which keep the name of what they emitted last in `event`.
    this.event = structuredClone(rule.toJSON(false).event);
    this.conditions = node;
    this.#node = node;
  }

  /** Puts facts' values where the event's parameters name facts. */
  async resolveEventParams(almanac: Almanac): Promise<void> {
    const params: Record<string, unknown> = this.event.params ?? {};
    for (const [name, value] of Object.entries(params)) {
      if (namesFact(value)) params[name] = await almanac.factValue(value.fact, value.params, value.path);
    }
  }

  toJSON(): string;
  toJSON<T extends boolean>(stringify: T): T extends true ? string : RuleResultSerializable;
  toJSON(stringify = true): unknown {
    const { event, priority, name, result } = this;
    const props = { conditions: this.#node.toJSON(false), event, priority, name, result };
    return stringify ? JSON.stringify(props) : props;
  }
}

interface Reference {
  readonly fact: string;
  readonly params?: Record<string, unknown>;
  readonly path?: string;
}

function namesFact(value: unknown): value is Reference {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, 'fact');
}
