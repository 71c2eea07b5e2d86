/**
 * Holds what a service answered, and what it wrote into the database, to what must be. Nothing here knows which fault was on:
 * an answer is excused only by what the service itself said of it, or by a process that was not there.
 */
import { ALLOWED_BURST, accountOf, BURST_CODE, kindOf, originalOf, PHRASE_CODE } from './traffic.mjs';

/** Later than this an answer is late: the deadline of a second, and its delivery between processes that share the cores. */
export const LATE_MS = 1_250;
/** A process that has just started answers slowly for so long: code is compiled, connections are opened. */
const WARM_MS = 3_000;
/** Health has so long to say that something is wrong. */
const SEEN_WITHIN_MS = 1_500;
/** A process that ends is missed from a little before until a little after. */
const AROUND_DOWNTIME_MS = 1_500;

/**
 * @param sent by number, in the order in which it was sent: `{ number, sentAt, ms, status, code }`
 * @param recorded by the number of the original: `{ firsts, copies, degraded }`; of a deletion `{ firsts, copies }`
 * @param health a `HealthWatch`
 */
export class Oracle {
  #counts = {
    sent: 0,
    answered: 0,
    late: 0,
    unanswered: 0,
    missedWhileDown: 0,
    refused: 0,
    lost: 0,
    doubled: 0,
    wrong: 0,
    degraded: 0,
    silent: 0,
  };
  #findings = [];

  constructor({ sent, recorded, health, downtimes }) {
    this.sent = sent;
    this.recorded = recorded;
    this.health = health;
    this.downtimes = downtimes;
  }

  judge() {
    for (const each of this.sent) this.#judgeAnswer(each);
    this.#judgeRecords();
    this.#judgeVerdicts();
    return { counts: this.#counts, findings: this.#findings };
  }

  #judgeAnswer(each) {
    const counts = this.#counts;
    counts.sent += 1;
    if (each.status === 0) {
      if (this.#wasDown(each.sentAt) || this.#wasDown(each.sentAt + each.ms)) counts.missedWhileDown += 1;
      else this.#find('unanswered', each);
      return;
    }
    if (each.status !== 200) return this.#find('refused', each);
    counts.answered += 1;
    if (each.ms > LATE_MS && !this.#isCold(each.sentAt)) this.#find('late', each);
    if (each.code === null || (kindOf(each.number) === 'deletion' && each.code !== 0))
      this.#find('refused', each);
  }

  /** Every answered callback is in the database once, and each of its copies as a copy. */
  #judgeRecords() {
    const answers = new Map();
    for (const each of this.sent) {
      if (!isGood(each)) continue;
      const original = originalOf(each.number);
      answers.set(original, [...(answers.get(original) ?? []), each]);
    }
    for (const [original, answered] of answers) {
      const { firsts = 0, copies = 0 } = this.recorded.get(original) ?? {};
      if (firsts + copies < answered.length || firsts === 0) this.#find('lost', answered[0]);
    }
    const byNumber = new Map(this.sent.map((each) => [each.number, each]));
    for (const [original, { firsts }] of this.recorded) {
      if (firsts > 1 && byNumber.has(original)) this.#find('doubled', byNumber.get(original));
    }
  }

  #judgeVerdicts() {
    const series = new Map();
    for (const each of this.sent) {
      const kind = kindOf(each.number);
      if (kind === 'burst') {
        const account = accountOf(each.number);
        if (!series.has(account)) series.set(account, { least: 0, most: 0 });
        this.#judgeBurst(each, series.get(account));
      } else if (kind !== 'deletion' && isGood(each)) {
        const original = originalOf(each.number);
        if (kindOf(original) === 'burst') continue;
        const expected = kindOf(original) === 'phrase' ? PHRASE_CODE : 0;
        if (each.code === expected) this.#noteDegraded(each);
        else this.#judgeMiss(each);
      }
    }
  }

  /** How often the account has agreed is known but for callbacks that had no answer: these may have been counted. */
  #judgeBurst(each, series) {
    if (each.status !== 0 && each.status !== 200) return;
    series.most += 1;
    if (!isGood(each)) return;
    series.least += 1;
    const mustDeny = series.least > ALLOWED_BURST;
    const mayDeny = series.most > ALLOWED_BURST;
    const isDenied = each.code === BURST_CODE;
    if (isDenied ? mayDeny : !mustDeny && each.code === 0) this.#noteDegraded(each);
    else if (isDenied || each.code !== 0) this.#find('wrong', each);
    else this.#judgeMiss(each);
  }

  /** Passed although it should have been stopped, or the other way round: honest where the decision says so. */
  #judgeMiss(each) {
    if (each.code === 0 && this.#isDegraded(each)) this.#counts.degraded += 1;
    else this.#find('wrong', each);
  }

  #noteDegraded(each) {
    if (this.#isDegraded(each)) this.#counts.degraded += 1;
  }

  #isDegraded({ number }) {
    return this.recorded.get(originalOf(number))?.degraded ?? false;
  }

  #find(what, each) {
    this.#counts[what] += 1;
    const { number, sentAt, ms, status, code } = each;
    const at = sentAt + ms;
    // Health says nothing of speed.
    const isSilent = what !== 'late' && this.health.wasOk(sentAt - 300, at + SEEN_WITHIN_MS);
    if (isSilent) this.#counts.silent += 1;
    this.#findings.push({
      what,
      number,
      kind: kindOf(number),
      account: accountOf(number),
      at: sentAt,
      ms,
      status,
      code,
      isSilent,
    });
  }

  #isCold(at) {
    const begun = this.sent[0].sentAt;
    return at < begun + WARM_MS || this.#wasDown(at) || this.#wasDown(at - WARM_MS);
  }

  #wasDown(at) {
    return this.downtimes.some(
      ([from, to = Infinity]) => at >= from - AROUND_DOWNTIME_MS && at <= to + AROUND_DOWNTIME_MS,
    );
  }
}

function isGood({ number, status, code }) {
  if (status !== 200 || code === null) return false;
  return kindOf(number) !== 'deletion' || code === 0;
}

/** Reads what a service wrote down, by the number of the original callback. */
export async function recordedBy(postgres, database) {
  const recorded = new Map();
  const add = (account, isCopy, degraded) => {
    const number = Number(/^to_(\d+)$/.exec(account ?? '')?.[1]);
    if (Number.isNaN(number)) return;
    const entry = recorded.get(number) ?? { firsts: 0, copies: 0, degraded: false };
    if (isCopy) entry.copies += 1;
    else entry.firsts += 1;
    if (degraded) entry.degraded = true;
    recorded.set(number, entry);
  };
  const decisions = await postgres.rows(
    database,
    `select packet::json -> 'items' -> 0 ->> 'toAccount' as account, duplicate_of is not null as copy,
            degraded <> '{}' as degraded
     from decision where from_account <> 'large'`,
  );
  for (const { account, copy, degraded } of decisions) add(account, copy, degraded);
  const deletions = await postgres.rows(
    database,
    'select to_account as account, duplicate_of is not null as copy from blocklist_deletion',
  );
  for (const { account, copy } of deletions) add(account, copy, false);
  return recorded;
}
