import { performance } from 'node:perf_hooks';
import { GCProfiler, getHeapStatistics } from 'node:v8';

/** Between two looks at the clock, in milliseconds. */
const LOOK_MS = 1;

/** Judges prepared callbacks over and over, going on where it left off, and keeps what it measures. */
export class Stopwatch {
  #next = 0;
  #microsAnItem = null;

  /** @param callbacks lists of inputs, all of one length */
  constructor(ready, callbacks) {
    this.ready = ready;
    this.callbacks = callbacks;
    this.size = callbacks[0].length;
  }

  /** Milliseconds that a callback takes, by the latest measurement. */
  get callbackMs() {
    return ((this.#microsAnItem ?? 0) * this.size) / 1_000;
  }

  /** Judges for so many seconds, at least one callback. @returns microseconds an item */
  async run(seconds) {
    const begun = performance.now();
    const until = begun + seconds * 1_000;
    let items = 0;
    do items += await this.#judge(this.#callbacksIn(LOOK_MS));
    while (performance.now() < until);
    this.#microsAnItem = ((performance.now() - begun) * 1_000) / items;
    return this.#microsAnItem;
  }

  /**
   * Bytes of the JavaScript heap that an item makes: what the heap grew by between collections, added up. Memory of native code
   * does not show.
   */
  async allocated(seconds) {
    const profiler = new GCProfiler();
    const callbacks = this.#callbacksIn(seconds * 1_000);
    globalThis.gc();
    profiler.start();
    let before = getHeapStatistics().used_heap_size;
    const items = await this.#judge(callbacks);
    const end = getHeapStatistics().used_heap_size;
    let grown = 0;
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      grown += beforeGC.heapStatistics.usedHeapSize - before;
      before = afterGC.heapStatistics.usedHeapSize;
    }
    return (grown + end - before) / items;
  }

  /** How many callbacks take so many milliseconds, by the latest measurement; one before there is any. */
  #callbacksIn(ms) {
    return this.#microsAnItem === null ? 1 : Math.max(1, Math.floor(ms / this.callbackMs));
  }

  /** Contenders that answer at once are not made to wait for a promise. */
  async #judge(callbacks) {
    let denied = 0;
    for (let judged = 0; judged < callbacks; judged++) {
      const said = this.ready.judgeAll(this.callbacks[this.#next]);
      const verdicts = said instanceof Promise ? await said : said;
      for (const { code } of verdicts) if (code !== 0) denied++;
      this.#next = (this.#next + 1) % this.callbacks.length;
    }
    this.denied = denied;
    return callbacks * this.size;
  }
}
