import { setTimeout as pause } from 'node:timers/promises';
import { Cluster, type Redis } from 'ioredis';
import type { Log } from '../../../../runtime/log.js';
import { reasonOf } from '../../../../runtime/describe-error.js';
import type { RedisAddress } from './redis-address.js';
import { Breaker } from './circuit-breaker.js';
import { clientOf } from './redis-client.js';
import { policyProblem, RedisUnfit, roomProblem } from './memory-policy.js';
import { scripts, type Script } from '../script/script.js';

/** Redis does not answer, or not in time. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

const PROBE_MS = 100;
const PROBE_WITHIN_MS = 250;
const POLICY_EVERY_MS = 10_000;
const START_POLL_MS = 10;

/**
 * The line to Redis: a single node, the one that sentinels name, or a cluster. Nothing is queued while it is down, and nothing
 * waits for longer than it says; after failures in a row nobody asks but a probe.
 */
export class Connection {
  private readonly client: Redis | Cluster;
  private readonly breaker = new Breaker();
  private readonly prober: NodeJS.Timeout;
  private readonly policyWatch: NodeJS.Timeout;
  private probing = false;
  private lastReason = 'it has not answered yet';
  /** Told when it answers (again). */
  onUp: () => void = () => {};
  private up = false;
  private unfit: string | null = null;
  private full: string | null = null;

  constructor(
    address: RedisAddress,
    private readonly log: Log,
  ) {
    this.client = clientOf(address);
    this.client.on('error', (error: unknown) => this.down(reasonOf(error)));
    this.client.on('close', () => this.down('the connection is closed'));
    this.client.on('ready', () => void this.probe());
    this.prober = setInterval(() => void this.probe(), PROBE_MS).unref();
    this.policyWatch = setInterval(() => void this.watchPolicy(), POLICY_EVERY_MS).unref();
    this.client.connect().catch((error: unknown) => this.down(reasonOf(error)));
  }

  /** Whether it answered last. */
  get isUp(): boolean {
    return this.up;
  }

  /** Why it does not answer; `null` while it does. */
  get trouble(): string | null {
    return this.up ? null : this.lastReason;
  }

  /** Resolves once it has answered, or after so long. Rejects with `RedisUnfit` when it may not be used. */
  async started(withinMs: number): Promise<void> {
    for (let waited = 0; !this.up && this.unfit === null && waited < withinMs; waited += START_POLL_MS) {
      await pause(START_POLL_MS);
    }
    if (this.unfit !== null) throw new RedisUnfit(this.unfit);
  }

  /** Runs a script. Rejects with `RedisAway` when no answer came in time: it may have run all the same. */
  async run(script: Script, keys: readonly string[], args: object, withinMs: number): Promise<unknown> {
    if (!this.up) throw new RedisAway(this.lastReason);
    try {
      const reply = await within(this.evaluate(script, keys, JSON.stringify(args)), withinMs);
      this.breaker.succeeded();
      return reply;
    } catch (error) {
      this.breaker.failed();
      if (this.breaker.isOpen) this.down(reasonOf(error));
      throw new RedisAway('Redis does not answer', { cause: error });
    }
  }

  async close(): Promise<void> {
    clearInterval(this.prober);
    clearInterval(this.policyWatch);
    this.client.removeAllListeners('ready');
    this.up = false;
    this.client.disconnect();
  }

  private async evaluate(script: Script, keys: readonly string[], json: string): Promise<unknown> {
    try {
      return await this.client.evalsha(script.sha, keys.length, ...keys, json);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return this.client.eval(script.text, keys.length, ...keys, json);
    }
  }

  /** Also shows whether it answers. Scripts that are there run in the order in which they are sent. */
  private async loadScripts(): Promise<void> {
    const { client } = this;
    const nodes = client instanceof Cluster ? client.nodes('master') : [client];
    await Promise.all(nodes.flatMap((node) => scripts.map(({ text }) => node.script('LOAD', text))));
  }

  /** Asks while nobody else may; one question at a time. */
  private async probe(): Promise<void> {
    if (this.up || this.probing || this.client.status !== 'ready') return;
    this.probing = true;
    try {
      await within(this.loadScripts(), PROBE_WITHIN_MS);
      await within(this.checkPolicy(), PROBE_WITHIN_MS);
      if (this.unfit !== null) return;
      if (this.full !== null) throw new RedisAway(this.full);
      this.breaker.succeeded();
      this.up = true;
      this.log.info({}, 'Redis answers');
      this.onUp();
    } catch (error) {
      this.lastReason = reasonOf(error);
    } finally {
      this.probing = false;
    }
  }

  private async watchPolicy(): Promise<void> {
    if (!this.up) return;
    await this.checkPolicy().catch(() => undefined);
    if (this.unfit !== null) this.down(this.unfit);
  }

  private async checkPolicy(): Promise<void> {
    const { client } = this;
    const nodes = client instanceof Cluster ? client.nodes('master') : [client];
    const sections = await Promise.all(nodes.map((node) => node.info('memory').catch(unlessForbidden)));
    const memory = sections.join('\n');
    this.full = roomProblem(memory);
    const problem = policyProblem(memory);
    if (problem !== null && problem !== this.unfit) this.log.error({}, problem);
    this.unfit = problem;
    if (problem !== null) this.lastReason = problem;
  }

  private down(reason: string): void {
    this.lastReason = reason;
    if (!this.up) return;
    this.up = false;
    this.log.warn({ reason }, 'Redis is away: what is shared reads unknown until it is back');
  }
}

/** Where its user may not ask, whoever set it up answers for it. */
function unlessForbidden(error: unknown): string {
  if (error instanceof Error && error.message.startsWith('NOPERM')) return '';
  throw error;
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new RedisAway(`no answer within ${ms} ms`));
    // Where this thread was busy the answer may be there already: it is read before immediates run.
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  // What fails after it was given up concerns nobody.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
