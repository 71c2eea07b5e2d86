import { AGREED_AT_MOST } from './packets.mjs';

/** How many wrong answers are kept to be shown. */
const SHOWN = 5;

/**
 * Holds every answer against what the packet was made for: one entry per item, each account as it was sent, each code as
 * expected. Bursting accounts are held to their sum, for which of their callbacks is judged first is the service's affair.
 */
export class Oracle {
  #packets;
  #bursts = new Map();
  wrong = 0;
  /** Wrong answers before measuring began. */
  wrongBefore = 0;
  shown = [];

  constructor(packets) {
    this.#packets = packets;
  }

  /** Before a callback is sent. */
  expect({ template, from }, isMeasured) {
    if (template.codes[0] !== null) return;
    const burst = this.#bursts.get(from) ?? { sent: 0, answered: 0, allowed: 0, isMeasured };
    burst.sent += template.codes.length;
    this.#bursts.set(from, burst);
  }

  check(packet, status, body, isMeasured) {
    const passing = this.#packets.passingAnswer(packet);
    if (status === 200 && passing !== null && body.equals(passing)) return;
    const problem = status === 200 ? this.#problemOf(packet, body) : `HTTP ${status}`;
    if (problem === null) return;
    this.#fail(`callback ${packet.number} (${packet.template.kind}): ${problem}`, isMeasured);
  }

  /** Once every answer is there. */
  close() {
    for (const [from, { sent, answered, allowed, isMeasured }] of this.#bursts) {
      const right = Math.min(sent, AGREED_AT_MOST);
      if (answered === sent && allowed !== right) {
        this.#fail(`burst of account ${from}: ${allowed} of ${sent} pass where ${right} should`, isMeasured);
      }
    }
  }

  #fail(what, isMeasured) {
    if (!isMeasured) {
      this.wrongBefore += 1;
      return;
    }
    this.wrong += 1;
    if (this.shown.length < SHOWN) this.shown.push(what);
  }

  #problemOf(packet, body) {
    const items = parsed(body)?.ResultItem;
    const { codes } = packet.template;
    if (!Array.isArray(items)) return `no ResultItem in ${body.toString().slice(0, 200)}`;
    if (items.length !== codes.length) return `${items.length} entries for ${codes.length} items`;
    for (const [index, { To_Account: to, ResultCode: code }] of items.entries()) {
      const account = this.#packets.accountOf(packet, index);
      if (to !== account) return `item ${index} names ${to} where ${account} was sent`;
      if (codes[index] !== null && code !== codes[index]) {
        return `item ${index} has ${code} where ${codes[index]} is right`;
      }
    }
    if (codes[0] === null) return this.#countBurst(packet.from, items);
    return null;
  }

  #countBurst(from, items) {
    const burst = this.#bursts.get(from);
    for (const { ResultCode: code } of items) {
      if (code !== 0 && code !== 38010) return `a bursting account gets ${code}`;
      burst.answered += 1;
      if (code === 0) burst.allowed += 1;
    }
    return null;
  }
}

function parsed(body) {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
