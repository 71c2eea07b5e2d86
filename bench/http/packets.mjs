/**
 * Callbacks as bytes, no two alike, each with the verdicts that it must get. A few templates are made once; a callback is a
 * copy of one in which numbers of a fixed width are overwritten, so that making it costs microseconds.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WIDTH, templateOf, writeNumber } from './packet-template.mjs';
import { TERM_LISTS, phraseOf, termRule } from './rule-families.mjs';
import { BANNED_ACCOUNTS } from './rules.mjs';

const AGREE = 'Response_Action_AgreeAndAdd';
const REJECT = 'Response_Action_Reject';
const BANNED_ASKER = 38023;
const BANNED_RESPONDER = 38021;
/** The code of the starting rule against more agreements than these by one account within ten minutes. */
const BURST = 38010;
export const AGREED_AT_MOST = 20;

/** How many callbacks of two items a bursting account sends: 30 agreements. */
const BURST_CALLBACKS = 15;
/** Accounts that answer, accounts that had asked, and addresses, over and over. */
const [RESPONDERS, ASKERS, ADDRESSES] = [20_000, 100_000, 5_000];
/** One callback of so many is of each kind that is not plain. */
const CYCLE = 32;

const remarks = [
  'met you at the conference, nice to see you here',
  'Ann from the office',
  '小王 大学同学',
  '김민지 회사 동료',
  'Приятель по работе',
  'neighbour 3rd floor',
  'プロジェクトの田中さん',
  'cousin 🎉',
];

/** The longest remarks that the platform sends, of one part over and over, expensive to search for links and contacts. */
function worstRemarks() {
  const file = new URL('../hostile-texts.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).map((part) => {
    const times = Math.max(1, Math.floor(96 / Buffer.byteLength(part)));
    return part.repeat(times);
  });
}

/**
 * In packets of two items the second is rejected every other time. In larger ones every fifth is agreed to, which is as often as one account
 * may within ten minutes.
 */
function itemsOf(many, remark, turn) {
  const agrees = (index) => (many === 2 ? index === 0 || turn % 2 === 0 : index % 5 === 0);
  return Array.from({ length: many }, (_, index) => ({
    to: 'asker',
    remark,
    action: agrees(index) ? AGREE : REJECT,
  }));
}

function specials(many, remark) {
  const items = itemsOf(many, remark, 0);
  const none = items.map(() => 0);
  const second = many === 2 ? 1 : 5;
  const phrases = Array.from({ length: TERM_LISTS }, (_, list) => ({
    items: items.with(0, { ...items[0], remark: `my ${phraseOf(list, 40 + list)}!` }),
    codes: none.with(0, termRule(list).code),
  }));
  const banned = items.map(({ action }) => (action === AGREE ? BANNED_RESPONDER : 0));
  const agreeing = items.map((item) => ({ ...item, action: AGREE }));
  const bursting = agreeing.map((_, index) => (index < AGREED_AT_MOST ? 0 : BURST));
  return {
    phrase: phrases.map((packet) => templateOf('phrase', 'iOS', packet)),
    asker: templateOf('asker', 'Android', {
      items: items.with(second, { ...items[second], to: 'banned' }),
      codes: none.with(second, BANNED_ASKER),
    }),
    responder: templateOf('responder', 'Web', { from: 'banned', items, codes: banned }),
    burst: templateOf('burst', 'iOS', {
      from: 'burst',
      items: agreeing,
      codes: many === 2 ? agreeing.map(() => null) : bursting,
    }),
  };
}

/** Makes the callbacks of a run: the same number gives the same packet, but for its times. */
export class Packets {
  #plain;
  #special;
  #signature = { second: 0, text: '' };

  /** `items`: 2, or 20 and more. `remarks`: "usual" or "worst". */
  constructor({ items, remarks: which, token }) {
    this.items = items;
    this.token = token;
    const texts = which === 'worst' ? worstRemarks() : remarks;
    const platforms = ['iOS', 'Android', 'Web'];
    this.#plain = [0, 1].flatMap((turn) =>
      texts.map((remark, index) =>
        templateOf('plain', platforms[index % 3], { items: itemsOf(items, remark, turn) }),
      ),
    );
    this.#special = specials(items, texts[0]);
  }

  /** The bytes of a request, with what its answer must be. */
  make(number) {
    const template = this.#templateOf(number);
    const from = this.#responderOf(template, number);
    const bytes = Buffer.from(template.bytes);
    for (const place of template.from) writeNumber(bytes, place, from, WIDTH);
    for (const [item, place] of template.to.entries()) {
      writeNumber(bytes, place, this.#askerOf(template, number, item), WIDTH);
    }
    const address = from % ADDRESSES;
    for (const [index, place] of template.address.entries()) {
      writeNumber(bytes, place, Math.floor(address / 100 ** index) % 100, 2);
    }
    const now = Date.now();
    writeNumber(bytes, template.eventTime, now, 13);
    this.#sign(bytes, template, Math.floor(now / 1_000));
    return { bytes, template, number, from };
  }

  /** The answer that lets all of a packet pass; `null` where it must not. */
  passingAnswer({ template, number }) {
    if (template.passing === null) return null;
    const bytes = Buffer.from(template.passing.bytes);
    for (const [item, place] of template.passing.places.entries()) {
      writeNumber(bytes, place, this.#askerOf(template, number, item), WIDTH);
    }
    return bytes;
  }

  /** Whom an answer must name for an item. */
  accountOf({ template, number }, item) {
    const digits = String(this.#askerOf(template, number, item)).padStart(WIDTH, '0');
    return `${template.prefixes[item]}_${digits}`;
  }

  #templateOf(number) {
    const { phrase, asker, responder, burst } = this.#special;
    const turn = Math.floor(number / CYCLE);
    switch (number % CYCLE) {
      case 7:
        return phrase[turn % phrase.length];
      case 15:
        return asker;
      case 23:
        return responder;
      case 31:
        return burst;
      default:
        return this.#plain[number % this.#plain.length];
    }
  }

  #responderOf({ kind }, number) {
    const turn = Math.floor(number / CYCLE);
    if (kind === 'responder') return turn % BANNED_ACCOUNTS;
    if (this.items > 2) return number;
    // 7,919 has no factor in common with the number of accounts, so that they come in no order.
    return kind === 'burst' ? Math.floor(turn / BURST_CALLBACKS) : (number * 7_919) % RESPONDERS;
  }

  #askerOf({ prefixes }, number, item) {
    const many = prefixes[item] === 'banned' ? BANNED_ACCOUNTS : ASKERS;
    return (number * this.items + item) % many;
  }

  /** A signature holds for a minute; friendgate checks it every time. */
  #sign(bytes, { requestTime, sign }, second) {
    if (this.#signature.second !== second) {
      const text = createHash('sha256').update(`${this.token}${second}`).digest('hex');
      this.#signature = { second, text };
    }
    writeNumber(bytes, requestTime, second, 10);
    bytes.write(this.#signature.text, sign, 'latin1');
  }
}
