import { describe, expect, it } from '@jest/globals';
import { ReceiptClock } from '../../runtime/receipt-clock.js';
import { PacketWorkload } from './packet-workload.js';

const clock = new ReceiptClock();
const packetOf = (count: number) =>
  Buffer.from(`{"From_Account":"a","ResponseFriendItem":[${'{"To_Account":"a"},'.repeat(count - 1)}{}]}`);

describe('large packets', () => {
  it('with more items than are judged are two at a time, until they are answered', async () => {
    const workload = new PacketWorkload(clock, 50);
    const parse = async () => workload.parse(packetOf(5_000), clock.micros());
    const [first, second] = await Promise.all([parse(), parse()]);
    expect(await parse()).toBeNull();
    const waiting = parse();
    first?.release();
    first?.release();
    expect((await waiting)?.body.kind).toBe('object');
    expect(await parse()).toBeNull();
    second?.release();
    expect(await parse()).not.toBeNull();
  });

  it('with fewer items make room as soon as they are parsed', async () => {
    const workload = new PacketWorkload(clock, 1_000);
    const body = Buffer.from(`{"From_Account":"a","ResponseFriendItem":[],"X":"${'x'.repeat(100_000)}"}`);
    for (let time = 0; time < 5; time += 1) {
      expect((await workload.parse(body, clock.micros()))?.body.kind).toBe('object');
    }
  });

  it('do not keep small ones waiting', async () => {
    const workload = new PacketWorkload(clock, 50);
    await workload.parse(packetOf(5_000), clock.micros());
    await workload.parse(packetOf(5_000), clock.micros());
    expect(workload.parse(packetOf(10), clock.micros())).not.toBeInstanceOf(Promise);
  });
});
