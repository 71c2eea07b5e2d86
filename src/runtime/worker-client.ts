import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type Transferable } from 'node:worker_threads';

/** What a thread is sent, and sends back under the same number. */
export interface Question<Q> {
  readonly number: number;
  readonly question: Q;
}

export interface Answer<A> {
  readonly number: number;
  readonly answer: A;
}

interface Waiting<A> {
  readonly take: (answer: A) => void;
  readonly fail: (error: Error) => void;
  readonly late: NodeJS.Timeout;
}

export interface ThreadOptions {
  /** Milliseconds after which a thread that does not answer is given up. */
  readonly withinMs: number;
  readonly workerData?: unknown;
}

/** A thread that is asked questions. Once it has failed it stays so. */
export class Thread<Q, A> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting<A>>();
  private asked = 0;
  private failure: Error | null = null;

  /** @param file what it runs: the path of a module in `src`, without its ending */
  constructor(
    file: string,
    private readonly options: ThreadOptions,
  ) {
    this.worker = new Worker(builtFile(file), { workerData: options.workerData });
    this.worker.on('message', ({ number, answer }: Answer<A>) => {
      this.taken(number)?.take(answer);
    });
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('the thread ended')));
    // It keeps nobody from ending who waits for nothing.
    this.worker.unref();
  }

  /**
   * Rejects when the thread fails.
   * @param given buffers of the question that this thread does not need any more
   */
  ask(question: Q, given: readonly Transferable[] = []): Promise<A> {
    this.asked += 1;
    const numbered: Question<Q> = { number: this.asked, question };
    return new Promise((take, fail) => {
      if (this.failure !== null) {
        fail(this.failure);
        return;
      }
      const late = setTimeout(() => {
        this.fail(new Error('the thread does not answer'));
        void this.worker.terminate();
      }, this.options.withinMs);
      this.waiting.set(numbered.number, { take, fail, late });
      this.worker.ref();
      this.worker.postMessage(numbered, given);
    });
  }

  async stop(): Promise<void> {
    this.fail(new Error('the thread was stopped'));
    await this.worker.terminate();
  }

  private taken(number: number): Waiting<A> | undefined {
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    clearTimeout(waiting?.late);
    if (this.waiting.size === 0) this.worker.unref();
    return waiting;
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const number of this.waiting.keys()) this.taken(number)?.fail(this.failure);
  }
}

/** Beside this file in the build; TypeScript sources, as tests run them, take it from the build. */
function builtFile(name: string): string {
  const beside = fileURLToPath(new URL(`../${name}.js`, import.meta.url));
  if (existsSync(beside)) return beside;
  return fileURLToPath(new URL(`../../dist/src/${name}.js`, import.meta.url));
}
