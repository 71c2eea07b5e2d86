import { COPY_WINDOW_MS } from '../../moderation/state/state.js';
import type { Gathering, RestoredResponse, Settlement, StateEvent } from '../../moderation/state/state.js';

/** The share of the limit that is in use after an eviction. */
const SHRINK_TO = 0.95;

/** A packet of the last 60 s. */
class CachedPacket {
  private answered: Promise<string | null> | null = null;
  private resolveAnswer: ((answer: string | null) => void) | null = null;

  constructor(
    readonly source: string,
    readonly at: number,
    /** Its events, until it has its answer: until then they are not in the history either. */
    public inFlight: readonly StateEvent[] | null,
    private text: string | null,
  ) {}

  get bytes(): number {
    return 512 + 2 * (this.text?.length ?? 0) + 256 * (this.inFlight?.length ?? 0);
  }

  get answer(): Promise<string | null> {
    if (this.inFlight === null) return Promise.resolve(this.text);
    this.answered ??= new Promise((resolve) => {
      this.resolveAnswer = resolve;
    });
    return this.answered;
  }

  settle(answer: string | null): void {
    this.text = answer;
    this.inFlight = null;
    this.resolveAnswer?.(answer);
  }
}

/** The packets of the last 60 s and their answers, within a limit of bytes; the oldest are evicted first. */
export class ResponseCache {
  /** By fingerprint. */
  private readonly packets = new Map<string, CachedPacket>();
  private bytes = 0;
  private lookedForOldAt = 0;

  constructor(private readonly maxBytes: number) {}

  /** The packet of which this one is a copy; `null` when it is none. */
  originalOf(
    gathering: Gathering,
  ): { readonly source: string; readonly answer: Promise<string | null> } | null {
    const packet = this.packets.get(gathering.fingerprint);
    if (packet === undefined || gathering.at >= packet.at + COPY_WINDOW_MS) return null;
    return packet.source === gathering.source ? null : packet;
  }

  begin(gathering: Gathering): void {
    this.forgetOld(gathering.at);
    const { fingerprint, source, at, events } = gathering;
    this.add(fingerprint, new CachedPacket(source, at, events, null));
  }

  settle(settlement: Settlement): void {
    const { fingerprint } = settlement;
    const packet = this.packets.get(fingerprint);
    if (packet?.source !== settlement.source) return;
    this.bytes -= packet.bytes;
    packet.settle(settlement.answer);
    this.bytes += packet.bytes;
    if (settlement.answer === null) this.forget(fingerprint, packet);
    this.makeRoom();
  }

  restore(answers: readonly RestoredResponse[], now: number): void {
    for (const sent of answers.toSorted((a, b) => a.at - b.at)) {
      const { fingerprint } = sent;
      if (sent.at + COPY_WINDOW_MS <= now || this.packets.has(fingerprint)) continue;
      this.add(fingerprint, new CachedPacket(sent.source, sent.at, null, sent.answer));
    }
  }

  /** The events of an app's packets that have no answer yet. */
  *inFlight(appId: string): Iterable<StateEvent> {
    for (const packet of this.packets.values()) {
      for (const event of packet.inFlight ?? []) if (event.appId === appId) yield event;
    }
  }

  private add(fingerprint: string, packet: CachedPacket): void {
    const before = this.packets.get(fingerprint);
    if (before !== undefined) this.forget(fingerprint, before);
    this.packets.set(fingerprint, packet);
    this.bytes += packet.bytes;
    this.makeRoom();
  }

  private forgetOld(now: number): void {
    if (now < this.lookedForOldAt + 1_000) return;
    this.lookedForOldAt = now;
    for (const [fingerprint, packet] of this.packets) {
      if (packet.at + COPY_WINDOW_MS > now) return;
      this.forget(fingerprint, packet);
    }
  }

  private makeRoom(): void {
    if (this.bytes <= this.maxBytes) return;
    // Evicts some more than necessary: iterating a map starts with a walk over the entries deleted since it last grew.
    const enough = this.maxBytes * SHRINK_TO;
    for (const [fingerprint, packet] of this.packets) {
      if (packet.inFlight === null) this.forget(fingerprint, packet);
      if (this.bytes <= enough) return;
    }
  }

  private forget(fingerprint: string, packet: CachedPacket): void {
    this.bytes -= packet.bytes;
    this.packets.delete(fingerprint);
    if (packet.inFlight !== null) packet.settle(null);
  }
}
