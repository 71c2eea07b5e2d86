import { Worker, type Transferable } from 'node:worker_threads';
import { withTimeout } from './timeout.js';
import { workerFile } from './worker-file.js';

/** A message to a worker; its response has the same id. */
export interface WorkerRequest<Q> {
  readonly id: number;
  readonly body: Q;
}

export interface WorkerResponse<A> {
  readonly id: number;
  readonly body: A;
}

interface PendingRequest<A> {
  readonly take: (answer: A) => void;
  readonly fail: (error: Error) => void;
  readonly late: NodeJS.Timeout;
}

export interface WorkerClientOptions {
  /** Milliseconds after which a worker that does not answer is given up. */
  readonly timeoutMs: number;
  readonly workerData?: unknown;
}

const STOP_TIMEOUT_MS = 1_000;

/** Threads that hang in a system call, such as a read from a mount that is dead. */
const hanging = new Set<Worker>();

/** Node waits for every thread before it exits. A signal with its default effect ends the process without waiting. */
function endBySignal(): void {
  if (hanging.size === 0) return;
  process.removeAllListeners('SIGTERM');
  process.kill(process.pid, 'SIGTERM');
}

/** A worker thread that answers requests. Once it has failed it stays failed. */
export class WorkerClient<Q, A> {
  private readonly worker: Worker;
  private readonly pending = new Map<number, PendingRequest<A>>();
  private lastId = 0;
  private failure: Error | null = null;
  private hasEnded = false;

  /** @param file what it runs: the path of a module in `src`, without its ending */
  constructor(
    file: string,
    private readonly options: WorkerClientOptions,
  ) {
    this.worker = new Worker(workerFile(file), { workerData: options.workerData });
    this.worker.on('message', ({ id, body }: WorkerResponse<A>) => {
      this.takePending(id)?.take(body);
    });
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => {
      this.hasEnded = true;
      hanging.delete(this.worker);
      this.fail(new Error('the thread ended'));
    });
    // unref(): an idle worker does not keep the process alive.
    this.worker.unref();
  }

  /** Whether it has failed and its thread has ended: another one may take its place. */
  get isGone(): boolean {
    return this.hasEnded;
  }

  /**
   * Rejects when the thread fails.
   * @param given buffers of the request that this thread needs no longer
   */
  request(question: Q, given: readonly Transferable[] = []): Promise<A> {
    this.lastId += 1;
    const numbered: WorkerRequest<Q> = { id: this.lastId, body: question };
    return new Promise((take, fail) => {
      if (this.failure !== null) {
        fail(this.failure);
        return;
      }
      // Where this thread was busy the response may be there already: it is read before immediates run.
      const late = setTimeout(() => setImmediate(() => this.giveUp(numbered.id)), this.options.timeoutMs);
      this.pending.set(numbered.id, { take, fail, late });
      this.worker.ref();
      this.worker.postMessage(numbered, given);
    });
  }

  /** Ends the thread. One that hangs in a system call is left behind after a while. */
  async stop(): Promise<void> {
    this.fail(new Error('the thread was stopped'));
    if (!this.hasEnded) await withTimeout(this.worker.terminate(), STOP_TIMEOUT_MS, () => this.leaveBehind());
  }

  private giveUp(id: number): void {
    if (!this.pending.has(id)) return;
    this.fail(new Error('the thread does not answer'));
    void this.worker.terminate();
  }

  private leaveBehind(): void {
    if (hanging.size === 0) process.once('exit', endBySignal);
    hanging.add(this.worker);
  }

  private takePending(number: number): PendingRequest<A> | undefined {
    const waiting = this.pending.get(number);
    this.pending.delete(number);
    clearTimeout(waiting?.late);
    if (this.pending.size === 0) this.worker.unref();
    return waiting;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const number of this.pending.keys()) this.takePending(number)?.fail(this.failure);
  }
}
