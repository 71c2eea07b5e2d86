import type { Problem } from './problem.js';

/** Collects what is wrong, so that all of it can be said at once. */
export class ProblemCollector {
  private readonly list: Problem[] = [];

  get problems(): readonly Problem[] {
    return this.list;
  }

  report(at: string, message: string, hint?: string): void {
    this.list.push(hint === undefined ? { at, message } : { at, message, hint });
  }

  add(problems: readonly Problem[]): void {
    this.list.push(...problems);
  }
}
