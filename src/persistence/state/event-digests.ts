import type { Dimension, StateEvent } from '../../moderation/state.js';
import type { Digest, KeyedHash } from './keyed-hash.js';

/** What the counters need of an event: a digest for each dimension that it has, and one for the event itself. */
export interface DigestedEvent {
  readonly dimensions: Readonly<Record<Dimension, Digest | null>>;
  readonly id: Digest;
}

const APP: Digest = { low: 0, high: 0 };

/** Digests events; neighbours in a packet share most of their texts, so the last of each kind is kept. */
export class EventDigests {
  private readonly source: LastDigest;
  private readonly from: LastDigest;
  private readonly requester: LastDigest;
  private readonly to: LastDigest;
  private readonly address: LastDigest;

  constructor(private readonly hash: KeyedHash) {
    this.source = new LastDigest(hash);
    this.from = new LastDigest(hash);
    this.requester = new LastDigest(hash);
    this.to = new LastDigest(hash);
    this.address = new LastDigest(hash);
  }

  of(event: StateEvent): DigestedEvent {
    return {
      dimensions: {
        fromAccount: this.from.of(event.fromAccount),
        requesterAccount: this.requester.of(event.requesterAccount),
        toAccount: this.to.of(event.toAccount),
        clientAddress: event.clientAddress === null ? null : this.address.of(event.clientAddress),
        app: APP,
      },
      id: this.hash.ofParts(event.item, [this.source.of(event.source)]),
    };
  }
}

class LastDigest {
  private text: string | null = null;
  private digest = APP;

  constructor(private readonly hash: KeyedHash) {}

  of(text: string): Digest {
    if (text !== this.text) {
      this.text = text;
      this.digest = this.hash.ofText(text);
    }
    return this.digest;
  }
}
