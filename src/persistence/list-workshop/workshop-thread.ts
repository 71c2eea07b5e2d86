import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DeliveredList, Delivery, Order, OrderedFile } from './messages.js';

interface Waiting {
  readonly take: (lists: readonly DeliveredList[]) => void;
  readonly fail: (error: Error) => void;
  readonly late: NodeJS.Timeout;
}

/** After which a thread that does not answer is given up, in milliseconds: a million terms take some ten seconds. */
const ANSWER_WITHIN_MS = 300_000;

/** The thread that reads long lists. Once it has failed it stays so. */
export class WorkshopThread {
  private readonly worker = new Worker(workerFile());
  private readonly waiting = new Map<number, Waiting>();
  private orders = 0;
  private failure: Error | null = null;

  constructor() {
    this.worker.on('message', ({ id, lists }: Delivery) => {
      this.taken(id)?.take(lists);
    });
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('the thread ended')));
    // It keeps nobody from ending who waits for nothing.
    this.worker.unref();
  }

  /** Rejects when the thread fails. */
  deliver(files: readonly OrderedFile[]): Promise<readonly DeliveredList[]> {
    this.orders += 1;
    const order: Order = { id: this.orders, files };
    return new Promise((take, fail) => {
      if (this.failure !== null) {
        fail(this.failure);
        return;
      }
      const late = setTimeout(() => {
        this.fail(new Error('the thread does not answer'));
        void this.worker.terminate();
      }, ANSWER_WITHIN_MS);
      this.waiting.set(order.id, { take, fail, late });
      this.worker.ref();
      this.worker.postMessage(order);
    });
  }

  async stop(): Promise<void> {
    this.fail(new Error('the thread was stopped'));
    await this.worker.terminate();
  }

  private taken(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.late);
    if (this.waiting.size === 0) this.worker.unref();
    return waiting;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const id of this.waiting.keys()) this.taken(id)?.fail(this.failure);
  }
}

/** Beside this file in the build; TypeScript sources, as tests run them, take it from the build. */
function workerFile(): string {
  const name = 'list-workshop.worker.js';
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL(`../../../dist/src/persistence/list-workshop/${name}`, import.meta.url));
}
