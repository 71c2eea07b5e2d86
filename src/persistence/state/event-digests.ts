import type { StateEvent } from '../../moderation/state/state.js';
import type { Digest, KeyedHash } from './keyed-hash.js';
import type { Dimension } from '../../moderation/model/question.js';

const APP: Digest = { low: 0, high: 0 };

/**
 * Digests of events' texts, for counters. Items of a packet share most of their texts, and counters of one event all of them, so
 * the last digest of each kind is memoized.
 */
export class EventDigests {
  private readonly source: LastDigest;
  private readonly from: LastDigest;
  private readonly requester: LastDigest;
  private readonly to: LastDigest;
  private readonly address: LastDigest;
  private identified: StateEvent | null = null;
  private identity = APP;

  constructor(private readonly hash: KeyedHash) {
    this.source = new LastDigest(hash);
    this.from = new LastDigest(hash);
    this.requester = new LastDigest(hash);
    this.to = new LastDigest(hash);
    this.address = new LastDigest(hash);
  }

  /** The digest of a dimension; `null` where the event lacks it. */
  of(event: StateEvent, dimension: Dimension): Digest | null {
    switch (dimension) {
      case 'fromAccount':
      case 'requesterAccount':
      case 'toAccount':
        return this.ofText(event[dimension], event);
      case 'clientAddress':
        return event.clientAddress === null ? null : this.address.of(event.clientAddress);
      case 'app':
        return APP;
    }
  }

  /** The digest of a text that is probably an account of the event. */
  ofText(text: string, event: StateEvent): Digest {
    if (text === event.fromAccount) return this.from.of(text);
    if (text === event.toAccount) return this.to.of(text);
    return text === event.requesterAccount ? this.requester.of(text) : this.hash.ofText(text);
  }

  /** The digest of the event's identity. */
  id(event: StateEvent): Digest {
    if (event !== this.identified) {
      this.identified = event;
      this.identity = this.hash.ofParts(event.item, [this.source.of(event.source)]);
    }
    return this.identity;
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
