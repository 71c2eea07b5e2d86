import { createHash } from 'node:crypto';
import { APP } from '../../http/packet-template.mjs';
import { TOKEN } from '../../http/targets.mjs';

const ELEMENTS = 200_000;

/** A signed packet of nearly a megabyte, made of elements that cannot be read. */
export const largestPacket = {
  name: 'largest-packet',
  hits: 'one',
  async inflict({ service }) {
    const second = Math.floor(Date.now() / 1_000);
    const query = new URLSearchParams({
      CallbackCommand: 'Sns.CallbackPrevFriendResponse',
      RequestTime: String(second),
      SdkAppid: APP,
      Sign: createHash('sha256').update(`${TOKEN}${second}`).digest('hex'),
    });
    const body = `{"From_Account":"large","ResponseFriendItem":[${'{},'.repeat(ELEMENTS)}{}]}`;
    const url = `http://127.0.0.1:${service.port}/callback?${query}`;
    const signal = AbortSignal.timeout(10_000);
    await fetch(url, { method: 'POST', body, signal }).then((answer) => answer.arrayBuffer());
  },
};
