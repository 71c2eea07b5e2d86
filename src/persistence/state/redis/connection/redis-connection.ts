import { setTimeout as pause } from 'node:timers/promises';
import { Cluster, ReplyError, type Redis } from 'ioredis';
import { describeError } from '../../../../runtime/describe-error.js';
import type { Log } from '../../../../runtime/log.js';
import { answerScript, scripts, type Script } from '../script/script.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { evictionPolicyProblem, fullMemoryProblem, RedisMisconfigured } from './memory-policy.js';
import type { RedisAddress } from './redis-address.js';
import { createRedisClient } from './redis-client.js';
import { RedisUnavailable, settledWithin } from './redis-unavailable.js';

const PROBE_MS = 100;
const PROBE_TIMEOUT_MS = 250;
/** After a probe that went well and a script that Redis refused, the next probe waits for so long. */
const REFUSED_PAUSE_MS = 1_000;
const POLICY_EVERY_MS = 10_000;
const START_POLL_MS = 10;

/**
 * The connection to Redis: a single node, the primary that sentinels name, or a cluster. Nothing is queued while it is down, and
 * each command has a time limit. A circuit breaker leaves a Redis that fails to a probe. A change is logged once: that Redis
 * answers when the first script has run, since a read-only replica answers probes and refuses scripts.
 */
export class RedisConnection {
  private readonly client: Redis | Cluster;
  private readonly breaker = new CircuitBreaker();
  private readonly prober: NodeJS.Timeout;
  private readonly policyWatch: NodeJS.Timeout;
  private probing = false;
  private lastReason = 'it has not answered yet';
  /** Why Redis refused the last script; `null` once it has run one. */
  private refusal: string | null = null;
  private nextProbeAt = 0;
  /** Called when scripts may be sent (again). */
  onUp: () => void = () => {};
  /** The last probe went well: scripts may be sent. */
  private up = false;
  /** Redis has run a script since it came up, which the log says. */
  private confirmed = false;
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

  /** Whether scripts may be sent. */
  get isUp(): boolean {
    return this.up;
  }

  /** Why the shared state cannot be used; `null` while it can. */
  get problem(): string | null {
    return this.up && this.refusal === null ? null : (this.refusal ?? this.lastReason);
  }

  /** Resolves once Redis has answered, or after so long. Rejects with `RedisMisconfigured` when it may not be used. */
  async started(withinMs: number): Promise<void> {
    const isOpen = () => !this.up && this.misconfigured === null;
    for (let waited = 0; isOpen() && waited < withinMs; waited += START_POLL_MS) await pause(START_POLL_MS);
    if (this.misconfigured !== null) throw new RedisMisconfigured(this.misconfigured);
  }

  /** Runs a script. Rejects with `RedisUnavailable` when no answer came in time: the script may have run all the same. */
  async run(script: Script, keys: readonly string[], args: object, withinMs: number): Promise<unknown> {
    if (!this.up) throw new RedisUnavailable(this.lastReason);
    try {
      const reply = await settledWithin(this.evaluate(script, keys, JSON.stringify(args)), withinMs);
      this.breaker.succeeded();
      // Reading an answer does not show that Redis takes writes.
      if (script !== answerScript) this.confirm();
      return reply;
    } catch (error) {
      this.breaker.failed();
      if (error instanceof ReplyError) this.refused(describeError(error));
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

  /** Loads all scripts, so that each can be sent by its digest; a probe at the same time. */
  private async loadScripts(): Promise<void> {
    await Promise.all(this.nodes().flatMap((node) => scripts.map(({ text }) => node.script('LOAD', text))));
  }

  private nodes(): readonly Redis[] {
    const { client } = this;
    return client instanceof Cluster ? client.nodes('master') : [client];
  }

  /** Tries whether Redis answers, while no script may be sent; one probe at a time. */
  private async probe(): Promise<void> {
    if (this.up || this.probing || this.client.status !== 'ready') return;
    if (performance.now() < this.nextProbeAt) return;
    this.probing = true;
    try {
      await settledWithin(this.loadScripts(), PROBE_TIMEOUT_MS);
      await settledWithin(this.checkMemory(), PROBE_TIMEOUT_MS);
      if (this.misconfigured !== null) return;
      if (this.memoryFull !== null) throw new RedisUnavailable(this.memoryFull);
      this.breaker.succeeded();
      this.up = true;
      this.onUp();
    } catch (error) {
      this.lastReason = describeError(error);
    } finally {
      this.probing = false;
    }
  }

  private async watchPolicy(): Promise<void> {
    if (!this.up) return;
    await this.checkMemory().catch(() => undefined);
    if (this.misconfigured !== null) this.down(this.misconfigured);
  }

  private async checkMemory(): Promise<void> {
    const sections = await Promise.all(
      this.nodes().map((node) => node.info('memory').catch(emptyIfForbidden)),
    );
    const memory = sections.join('\n');
    this.memoryFull = fullMemoryProblem(memory);
    const problem = evictionPolicyProblem(memory);
    if (problem !== null && problem !== this.misconfigured) this.log.error({}, problem);
    this.misconfigured = problem;
    if (problem !== null) this.lastReason = problem;
  }

  private confirm(): void {
    this.refusal = null;
    if (this.confirmed || !this.up) return;
    this.confirmed = true;
    this.log.info({}, 'Redis answers');
  }

  private refused(reason: string): void {
    this.refusal = reason;
    // The first refusal may be a failover, whose new primary answers at once.
    if (!this.confirmed) this.nextProbeAt = performance.now() + REFUSED_PAUSE_MS;
  }

  private down(reason: string): void {
    this.lastReason = reason;
    this.up = false;
    if (!this.confirmed) return;
    this.confirmed = false;
    const shown = this.refusal ?? reason;
    this.log.warn({ reason: shown }, 'Redis is away: what is shared reads unknown until it is back');
  }
}

/** A user without the right to ask has been set up by an operator, who answers for the policy. */
function emptyIfForbidden(error: unknown): string {
  if (error instanceof Error && error.message.startsWith('NOPERM')) return '';
  throw error;
}
