import { COPY_WINDOW_MS } from '../../moderation/state.js';
import type { Gathering, SentAnswer, Settlement, StateEvent } from '../../moderation/state.js';

/** The share of the bound that is taken after room was made. */
const ROOM_MADE_TO = 0.95;

/** A packet of the last 60 s. */
class RecentPacket {
  private answered: Promise<string | null> | null = null;
  private tell: ((answer: string | null) => void) | null = null;

  constructor(
    readonly source: string,
    readonly at: number,
    /** What it counted as, while its answer is not there: until then it is not in the history either. */
    public inFlight: readonly StateEvent[] | null,
    private text: string | null,
  ) {}

  get bytes(): number {
    return 512 + 2 * (this.text?.length ?? 0) + 256 * (this.inFlight?.length ?? 0);
  }

  get answer(): Promise<string | null> {
    if (this.inFlight === null) return Promise.resolve(this.text);
    this.answered ??= new Promise((resolve) => {
      this.tell = resolve;
    });
    return this.answered;
  }

  settle(answer: string | null): void {
    this.text = answer;
    this.inFlight = null;
    this.tell?.(answer);
  }
}

/** The packets of the last 60 s and their answers, within a bound of bytes; when there are too many the oldest are forgotten. */
export class RecentPackets {
  private readonly packets = new Map<string, RecentPacket>();
  private bytes = 0;
  private lookedForOldAt = 0;

  constructor(private readonly mostBytes: number) {}

  /** The packet that this one is a copy of. */
  originalOf(
    gathering: Gathering,
  ): { readonly source: string; readonly answer: Promise<string | null> } | null {
    const packet = this.packets.get(keyOf(gathering));
    if (packet === undefined || gathering.at >= packet.at + COPY_WINDOW_MS) return null;
    return packet.source === gathering.source ? null : packet;
  }

  begin(gathering: Gathering): void {
    this.forgetOld(gathering.at);
    const events = gathering.items.map((item) => item.event);
    this.add(keyOf(gathering), new RecentPacket(gathering.source, gathering.at, events, null));
  }

  settle(settlement: Settlement): void {
    const key = keyOf(settlement);
    const packet = this.packets.get(key);
    if (packet?.source !== settlement.source) return;
    this.bytes -= packet.bytes;
    packet.settle(settlement.answer);
    this.bytes += packet.bytes;
    if (settlement.answer === null) this.forget(key, packet);
    this.makeRoom();
  }

  restore(answers: readonly SentAnswer[], now: number): void {
    for (const sent of answers.toSorted((a, b) => a.at - b.at)) {
      const key = keyOf(sent);
      if (sent.at + COPY_WINDOW_MS <= now || this.packets.has(key)) continue;
      this.add(key, new RecentPacket(sent.source, sent.at, null, sent.answer));
    }
  }

  /** What packets of an app counted as whose answers are not there yet. */
  *inFlight(appId: string): Iterable<StateEvent> {
    for (const packet of this.packets.values()) {
      for (const event of packet.inFlight ?? []) if (event.appId === appId) yield event;
    }
  }

  private add(key: string, packet: RecentPacket): void {
    const before = this.packets.get(key);
    if (before !== undefined) this.forget(key, before);
    this.packets.set(key, packet);
    this.bytes += packet.bytes;
    this.makeRoom();
  }

  private forgetOld(now: number): void {
    if (now < this.lookedForOldAt + 1_000) return;
    this.lookedForOldAt = now;
    for (const [key, packet] of this.packets) {
      if (packet.at + COPY_WINDOW_MS > now) return;
      this.forget(key, packet);
    }
  }

  private makeRoom(): void {
    if (this.bytes <= this.mostBytes) return;
    // Some more than must go: a walk through a map begins with what was removed from it since it last grew.
    const enough = this.mostBytes * ROOM_MADE_TO;
    for (const [key, packet] of this.packets) {
      if (packet.inFlight === null) this.forget(key, packet);
      if (this.bytes <= enough) return;
    }
  }

  private forget(key: string, packet: RecentPacket): void {
    this.bytes -= packet.bytes;
    this.packets.delete(key);
    if (packet.inFlight !== null) packet.settle(null);
  }
}

function keyOf(packet: { readonly appId: string; readonly fingerprint: string }): string {
  return `${packet.appId.length} ${packet.appId}${packet.fingerprint}`;
}
