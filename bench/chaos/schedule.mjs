import { setTimeout as pause } from 'node:timers/promises';
import { bagOf } from './random.mjs';

const SHORTEST_MS = 1_500;
const LONGEST_MS = 6_000;
const SEEN_MARGIN_MS = 500;
const BETWEEN_MS = 1_500;
const HEALED_WITHIN_MS = 60_000;
/** Health has to be well for so long in a row. */
const STEADY_MS = 600;

/** Inflicts faults at random, one after the other, until a time; each begins when the one before is over. */
export class Schedule {
  /** The faults so far: `{ fault, service, from, mended, healed, said, unseen, failure }`. */
  history = [];
  skipped = new Map();

  constructor({ world, faults, random, tell }) {
    this.world = world;
    this.random = random;
    this.tell = tell;
    this.bag = bagOf(faults, random);
  }

  /** Stops earlier at the signal. */
  async runUntil(end, signal) {
    while (Date.now() < end && !signal.aborted) {
      const { value: fault } = this.bag.next();
      const victim = this.#victimOf(fault);
      const context = {
        ...this.world,
        subject: victim,
        service: victim.service,
        health: victim.health,
        random: this.random,
      };
      const reason = fault.impossible?.(context) ?? null;
      if (reason !== null) {
        this.skipped.set(fault.name, reason);
        // A bag of nothing but what cannot be done must not spin.
        await pause(50);
        continue;
      }
      this.history.push(await this.#inflict(fault, victim, context));
      await pause(BETWEEN_MS);
    }
  }

  async #inflict(fault, victim, context) {
    const from = Date.now();
    this.tell(`${fault.name} on ${fault.hits === 'one' ? victim.name : fault.hits}`);
    let failure = null;
    try {
      const mend = await fault.inflict(context);
      if (mend !== undefined) {
        await pause(Math.max(shortestOf(fault), SHORTEST_MS + this.random() * (LONGEST_MS - SHORTEST_MS)));
        await mend();
      }
    } catch (error) {
      failure = String(error);
    }
    const mended = Date.now();
    const healed = await this.#healed(mended);
    if (healed === null) this.tell(`not well: ${this.world.subjects.map((each) => each.state()).join('; ')}`);
    const affected = this.world.subjects.filter((subject) => isHit(fault, subject, victim));
    const unseen =
      fault.seenWithinMs === undefined ? [] : affected.filter(({ health }) => health.wasOk(from, mended));
    const said = [
      ...new Set(affected.flatMap(({ health }) => health.saidBetween(from, healed ?? Date.now()))),
    ];
    return {
      fault: fault.name,
      service: victim.name,
      endsProcess: fault.endsProcess ?? false,
      from,
      mended,
      healed,
      said,
      unseen: unseen.map(({ name }) => name),
      failure,
    };
  }

  /** When all services were well again; `null` where they were not in time. */
  async #healed(since) {
    while (Date.now() < since + HEALED_WITHIN_MS) {
      await pause(100);
      const now = Date.now();
      if (this.world.subjects.every(({ health }) => health.wasOk(now - STEADY_MS, now)))
        return now - STEADY_MS;
    }
    return null;
  }

  #victimOf(fault) {
    const able = this.world.subjects.filter(({ countsInRedis }) => fault.hits !== 'redis' || countsInRedis);
    return able[Math.floor(this.random() * able.length)];
  }
}

/** A fault that health has to see lasts long enough for that. */
function shortestOf({ seenWithinMs = 0 }) {
  return seenWithinMs === 0 ? 0 : seenWithinMs + SEEN_MARGIN_MS;
}

function isHit({ hits }, subject, victim) {
  return hits === 'all' || (hits === 'redis' ? subject.countsInRedis : subject === victim);
}
