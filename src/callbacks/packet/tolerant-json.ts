import { MAX_ANSWERED_ITEMS, MAX_JUDGED_ITEMS } from '../../moderation/model/decision.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { JsonFault, JsonScanner } from './json-scanner.js';
import { memberNameAt } from './member-name.js';
import type { ElementShape, PacketShape } from './packet-shape.js';

export interface TolerantJson {
  /** Strict JSON. */
  readonly text: string;
  /** Values that were left out because they were large. */
  readonly droppedValues: number;
  /** Elements that were left out because there were too many. */
  readonly droppedElements: number;
}

/** UTF-16 units of a member that is not read and is passed through all the same: of one, and of all together. */
const MAX_EXTRA_LENGTH = 1_000;
const MAX_EXTRA_TOTAL = 32_000;

/** UTF-16 units between two pauses. */
const UNITS_PER_SLICE = 16_384;

const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * Rewrites the text of a packet, which must be an object, as strict JSON in one linear pass. It tolerates control characters inside
 * strings, any kind of space between values, and NUL behind the closing brace; it repairs nothing else. A value that is not read is
 * dropped where it is large, which bounds the time that `JSON.parse` takes for the result. Throws a `JsonFault`.
 */
export function tolerantJson(text: string, shape: PacketShape): CooperativeTask<TolerantJson> {
  return new PacketRewriter(text, shape).rewrite();
}

/** How deep a value may nest that is passed through. */
const MAX_EXTRA_DEPTH = 100;

/** Stands for a value that was dropped. */
const REMARK_DEEP = JSON.stringify(`(nested more than ${MAX_EXTRA_DEPTH} levels deep, not kept)`);
const REMARK_LONG = JSON.stringify(`(longer than ${MAX_EXTRA_LENGTH} characters, not kept)`);

/**
 * Copies the value of a member, and says whether the member stays.
 * @param mark where the member begins in the output
 */
type CopyMember = (name: string | null, mark: number) => boolean;

class PacketRewriter {
  private readonly scanner: JsonScanner;
  private extraLeft = MAX_EXTRA_TOTAL;
  private droppedValues = 0;
  private droppedElements = 0;
  private pausedAt = 0;

  constructor(
    text: string,
    private readonly shape: PacketShape,
  ) {
    this.scanner = new JsonScanner(text);
  }

  *rewrite(): CooperativeTask<TolerantJson> {
    const { scanner, shape } = this;
    scanner.skipSpace();
    scanner.punctuation(OPEN_OBJECT, 'an object');
    for (let count = 0; scanner.peek() !== CLOSE_OBJECT;) {
      let list: ElementShape | undefined;
      const stays = this.nextMember(count === 0, (name, mark) => {
        const elements = name === null ? undefined : shape.lists.get(name);
        if (elements !== undefined && scanner.peek() === OPEN_LIST) list = elements;
        if (list !== undefined) return true;
        const isRead = elements !== undefined || (name !== null && shape.members.has(name));
        return isRead ? this.readValue() : this.extraValue(mark);
      });
      if (list !== undefined) yield* this.list(list);
      this.separator(CLOSE_OBJECT);
      if (stays) count += 1;
      if (this.isPauseDue()) yield;
    }
    this.close(CLOSE_OBJECT);
    for (scanner.skipSpace(); scanner.peek() === 0; scanner.skipSpace()) scanner.at += 1;
    if (scanner.peek() >= 0) throw new JsonFault(scanner.at, 'the end');
    const { droppedValues, droppedElements } = this;
    return { text: scanner.output.text(), droppedValues, droppedElements };
  }

  private *list(elements: ElementShape): CooperativeTask<void> {
    const { scanner } = this;
    scanner.punctuation(OPEN_LIST, 'a list');
    for (let index = 0; scanner.peek() !== CLOSE_LIST; index += 1) {
      const mark = scanner.output.length;
      if (index > 0) scanner.output.push(COMMA);
      yield* this.element(elements, index);
      if (elements.echoed !== null && index >= MAX_ANSWERED_ITEMS) {
        scanner.output.truncate(mark);
        this.droppedElements += 1;
      }
      this.separator(CLOSE_LIST);
      if (this.isPauseDue()) yield;
    }
    this.close(CLOSE_LIST);
  }

  private *element(shape: ElementShape, index: number): CooperativeTask<void> {
    const { scanner } = this;
    if (scanner.peek() !== OPEN_OBJECT) {
      this.readValue();
      return;
    }
    const isEchoed = shape.echoed !== null && index >= MAX_JUDGED_ITEMS;
    const copy: CopyMember = isEchoed
      ? (name) => (name === shape.echoed ? this.readValue() : this.skipValue())
      : (name, mark) => (name !== null && shape.members.has(name) ? this.readValue() : this.extraValue(mark));
    scanner.punctuation(OPEN_OBJECT, 'an object');
    for (let count = 0; scanner.peek() !== CLOSE_OBJECT;) {
      if (this.nextMember(count === 0, copy)) count += 1;
      this.separator(CLOSE_OBJECT);
      if (this.isPauseDue()) yield;
    }
    this.close(CLOSE_OBJECT);
  }

  private nextMember(isFirst: boolean, copy: CopyMember): boolean {
    const { scanner } = this;
    const mark = scanner.output.length;
    if (!isFirst) scanner.output.push(COMMA);
    const start = scanner.at;
    scanner.memberName();
    const stays = copy(memberNameAt(scanner.text, start), mark);
    if (!stays) scanner.output.truncate(mark);
    return stays;
  }

  /** Skips the comma behind a member or an element; a closing bracket is left standing. */
  private separator(closing: number): void {
    const { scanner } = this;
    scanner.skipSpace();
    if (scanner.peek() === closing) return;
    if (scanner.peek() !== COMMA) throw new JsonFault(scanner.at, 'a comma or a closing bracket');
    scanner.at += 1;
    scanner.skipSpace();
    if (scanner.peek() === closing) throw new JsonFault(scanner.at, 'a value');
  }

  private close(closing: number): void {
    this.scanner.output.push(closing);
    this.scanner.at += 1;
  }

  /** Copies a value that is read. Lists and objects have no meaning there: a large one stays without what it holds. */
  private readValue(): boolean {
    const { scanner } = this;
    const mark = scanner.output.length;
    const opening = scanner.peek();
    const depth = scanner.value();
    if (depth === 0 || this.fits(mark, depth)) return true;
    this.droppedValues += 1;
    scanner.output.truncate(mark);
    scanner.output.push(opening);
    scanner.output.push(opening === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT);
    return true;
  }

  /** Copies a value that is not read. A remark stands for a large one, as long as there is room for remarks. */
  private extraValue(mark: number): boolean {
    const { scanner } = this;
    const valueMark = scanner.output.length;
    const depth = scanner.value();
    if (this.fits(mark, depth)) return true;
    this.droppedValues += 1;
    if (valueMark - mark > MAX_EXTRA_LENGTH) return false;
    scanner.output.truncate(valueMark);
    scanner.output.pushText(depth > MAX_EXTRA_DEPTH ? REMARK_DEEP : REMARK_LONG);
    return this.fits(mark, 0);
  }

  /** Whether what was written since the mark may stay; then it counts. */
  private fits(mark: number, depth: number): boolean {
    const length = this.scanner.output.length - mark;
    if (depth > MAX_EXTRA_DEPTH || length > MAX_EXTRA_LENGTH || length > this.extraLeft) return false;
    this.extraLeft -= length;
    return true;
  }

  private skipValue(): boolean {
    this.scanner.value();
    return false;
  }

  private isPauseDue(): boolean {
    if (this.scanner.at - this.pausedAt < UNITS_PER_SLICE) return false;
    this.pausedAt = this.scanner.at;
    return true;
  }
}
