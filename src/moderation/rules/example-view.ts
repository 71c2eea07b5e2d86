import type { FriendResponse, FriendResponseCallback } from '../model/callback.js';
import type { ItemView } from '../model/fact.js';
import type { Json } from '../model/json.js';
import type { Lists } from '../lists/list.js';

/** The facts that are fields of the packet or the query themselves. */
const fieldFacts: ReadonlySet<string> = new Set([
  'fromAccount',
  'requesterAccount',
  'requesterAssumed',
  'eventTime',
  'platform',
  'clientAddress',
  'requestId',
  'appId',
  'toAccount',
  'remark',
  'tagName',
  'responseAction',
]);

/** A packet of one item, made of the fields that an example gives; it records which of them are read. */
export class ExampleView implements ItemView {
  readonly callback: FriendResponseCallback;
  readonly response: FriendResponse;
  private readonly read = new Set<string>();

  constructor(
    private readonly given: ReadonlyMap<string, Json>,
    readonly lists: Lists,
  ) {
    this.response = this.watched({
      kind: 'response',
      toAccount: this.text('toAccount') ?? '',
      remark: this.text('remark'),
      tagName: this.text('tagName'),
      action: this.text('responseAction') ?? '',
    });
    this.callback = this.watched(this.callbackAround(this.response));
  }

  /** Whether the fact is a field that is not given. */
  lacks(fact: string): boolean {
    return fieldFacts.has(fact) && !this.given.has(fact);
  }

  /** Whether the fact is a field that has been read. */
  wasRead(fact: string): boolean {
    return this.read.has(fact);
  }

  private callbackAround(response: FriendResponse): FriendResponseCallback {
    const eventTime = this.given.get('eventTime');
    const at = typeof eventTime === 'number' ? eventTime : null;
    return {
      id: '',
      appId: this.text('appId') ?? '',
      // The packet arrives at its event time; without one, before any list entry expires.
      receivedAt: at ?? 0,
      fingerprint: '',
      platform: this.text('platform'),
      clientAddress: this.text('clientAddress'),
      requestId: this.text('requestId'),
      query: {},
      problems: [],
      fromAccount: this.text('fromAccount') ?? '',
      requesterAccount: this.text('requesterAccount') ?? this.text('fromAccount') ?? '',
      requesterAssumed: this.given.get('requesterAssumed') === true,
      eventTime: at,
      items: [response],
    };
  }

  private text(fact: string): string | null {
    const value = this.given.get(fact);
    return typeof value === 'string' ? value : null;
  }

  private watched<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, key) => {
        this.read.add(key === 'action' ? 'responseAction' : String(key));
        return Reflect.get(object, key);
      },
    });
  }
}
