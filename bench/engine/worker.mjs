import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A module in a process of its own, which says something first and then answers each message with one. */
export class Worker {
  #child;
  #failed;

  constructor(module, options, execArgv = []) {
    this.#child = fork(new URL(module, import.meta.url), [JSON.stringify(options)], { execArgv });
    this.#failed = once(this.#child, 'close').then(([code]) => {
      throw new Error(`${module} ${JSON.stringify(options)} ended with ${code}`);
    });
    // The pending request rejects with it.
    this.#failed.catch(() => undefined);
  }

  /** Its next message. Rejects when it ends first. */
  async answer() {
    const [said] = await Promise.race([once(this.#child, 'message'), this.#failed]);
    return said;
  }

  async ask(message) {
    this.#child.send(message);
    return this.answer();
  }

  stop() {
    this.#child.kill();
  }
}
