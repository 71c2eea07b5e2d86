import { setTimeout as pause } from 'node:timers/promises';
import { Cluster, type Redis } from 'ioredis';
import type { Log } from '../../../../runtime/log.js';
import { describeError } from '../../../../runtime/describe-error.js';
import type { RedisAddress } from './redis-address.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { createRedisClient } from './redis-client.js';
import { evictionPolicyProblem, RedisMisconfigured, fullMemoryProblem } from './memory-policy.js';
import { scripts, type Script } from '../script/script.js';

/** Redis does not answer, or not in time. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisAway';
}

const PROBE_MS = 100;
const PROBE_TIMEOUT_MS = 250;
const POLICY_EVERY_MS = 10_000;
const START_POLL_MS = 10;

/**
 * The line to Redis: a single node, the one that sentinels name, or a cluster. Nothing is queued while it is down, and nothing
 * waits for longer than it says; after failures in a row nobody asks but a probe.
 */
export class RedisConnection {
  private readonly client: Redis | Cluster;
  private readonly breaker = new CircuitBreaker();
  private readonly prober: NodeJS.Timeout;
  private readonly policyWatch: NodeJS.Timeout;
  private probing = false;
  private lastReason = 'it has not answered yet';
  /** Told when it answers (again). */
  onUp: () => void = () => {};
  private up = false;
  private misconfigured: string | null = null;
  private memoryFull: string | null = null;

  constructor(
    address: RedisAddress,
    private readonly log: Log,
  ) {
    this.client = createRedisClient(address);
    this.client.on('error', (error: unknown) => this.down(describeError(error)));
    this.client.on('close', () => this.down('the connection is closed'));
    this.client.on('ready', () => void this.probe());
    this.prober = setInterval(() => void this.probe(), PROBE_MS).unref();
    this.policyWatch = setInterval(() => void this.watchPolicy(), POLICY_EVERY_MS).unref();
    this.client.connect().catch((error: unknown) => this.down(describeError(error)));
  }

  /** Whether it answered last. */
  get isUp(): boolean {
    return this.up;
  }

  /** Why it does not answer; `null` while it does. */
  get problem(): string | null {
    return this.up ? null : this.lastReason;
  }

  /** Resolves once it has answered, or after so long. Rejects with `RedisUnfit` when it may not be used. */
  async started(withinMs: number): Promise<void> {
    for (
      let waited = 0;
      !this.up && this.misconfigured === null && waited < withinMs;
      waited += START_POLL_MS
    ) {
      await pause(START_POLL_MS);
    }
    if (this.misconfigured !== null) throw new RedisMisconfigured(this.misconfigured);
  }

  /** Runs a script. Rejects with `RedisAway` when no answer came in time: it may have run all the same. */
  async run(script: Script, keys: readonly string[], args: object, withinMs: number): Promise<unknown> {
    if (!this.up) throw new RedisUnavailable(this.lastReason);
    try {
      const reply = await withTimeout(this.evaluate(script, keys, JSON.stringify(args)), withinMs);
      this.breaker.succeeded();
      return reply;
    } catch (error) {
      this.breaker.failed();
      if (this.breaker.isOpen) this.down(describeError(error));
      throw new RedisUnavailable('Redis does not answer', { cause: error });
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
      await withTimeout(this.loadScripts(), PROBE_TIMEOUT_MS);
      await withTimeout(this.checkPolicy(), PROBE_TIMEOUT_MS);
      if (this.misconfigured !== null) return;
      if (this.memoryFull !== null) throw new RedisUnavailable(this.memoryFull);
      this.breaker.succeeded();
      this.up = true;
      this.log.info({}, 'Redis answers');
      this.onUp();
    } catch (error) {
      this.lastReason = describeError(error);
    } finally {
      this.probing = false;
    }
  }

  private async watchPolicy(): Promise<void> {
    if (!this.up) return;
    await this.checkPolicy().catch(() => undefined);
    if (this.misconfigured !== null) this.down(this.misconfigured);
  }

  private async checkPolicy(): Promise<void> {
    const { client } = this;
    const nodes = client instanceof Cluster ? client.nodes('master') : [client];
    const sections = await Promise.all(nodes.map((node) => node.info('memory').catch(emptyIfForbidden)));
    const memory = sections.join('\n');
    this.memoryFull = fullMemoryProblem(memory);
    const problem = evictionPolicyProblem(memory);
    if (problem !== null && problem !== this.misconfigured) this.log.error({}, problem);
    this.misconfigured = problem;
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
function emptyIfForbidden(error: unknown): string {
  if (error instanceof Error && error.message.startsWith('NOPERM')) return '';
  throw error;
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new RedisUnavailable(`no answer within ${ms} ms`));
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
