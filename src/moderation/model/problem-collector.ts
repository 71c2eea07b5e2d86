import type { Problem } from './problem.js';

/** Collects problems, so that all of them are shown at once. */
export class ProblemCollector {
  private readonly list: Problem[] = [];

  get problems(): readonly Problem[] {
    return this.list;
  }

  /** A problem that refuses every document. */
  report(at: string, message: string, hint?: string): void {
    this.put({ at, message }, hint);
  }

  /** A problem of a check that is younger than documents in use: see `Problem.weight`. */
  reportTightened(at: string, message: string, hint?: string): void {
    this.put({ at, message, weight: 'tightened' }, hint);
  }

  /** Something doubtful that refuses nothing. */
  warn(at: string, message: string, hint?: string): void {
    this.put({ at, message, weight: 'warning' }, hint);
  }

  add(problems: readonly Problem[]): void {
    this.list.push(...problems);
  }

  private put(problem: Problem, hint: string | undefined): void {
    this.list.push(hint === undefined ? problem : { ...problem, hint });
  }
}
