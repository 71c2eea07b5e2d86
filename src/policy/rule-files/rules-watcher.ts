import type { Log } from '../../runtime/log.js';
import type { SourceProblem } from '../../moderation/rules/rule-set-source.js';
import { runYielding } from '../../runtime/run-yielding.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';
import { innocentDenialFindings } from '../lint/innocent-denial-findings.js';
import { ListWarningLog } from '../lists/list-warnings.js';
import { describeError } from '../../runtime/describe-error.js';
import type { Publisher, PublishResult } from '../publishing/publisher.js';
import type { ListCompiler } from '../lists/list-compiler.js';
import { locateProblems } from './locate-problems.js';
import type { FileTexts, RuleFiles } from './rule-files.js';
import {
  longTermListFiles,
  readingSourceOfFiles,
  type ReadFiles,
  type SourceResult,
} from './source-of-files.js';

/** Takes the rules from the files live, at the start and whenever they change. */
export class RulesWatcher {
  private queue: Promise<void> = Promise.resolve();
  private lastRead: ReadFiles | undefined;
  private readonly warnings: ListWarningLog;
  private warned = '';
  /** Problems that keep the files from going live. */
  problems: readonly SourceProblem[] = [];

  constructor(
    private readonly files: RuleFiles,
    private readonly compiler: ListCompiler,
    private readonly publisher: Publisher,
    private readonly log: Log,
  ) {
    this.warnings = new ListWarningLog(log);
  }

  /**
   * Publishes the files; where they are unsound, what was live last. Then watches.
   * @param opening what going live waits for: the database, while it is being opened
   */
  async start(opening?: Promise<unknown>): Promise<void> {
    this.files.watch(
      () => void this.publish(),
      (error) => this.unreadable(error),
    );
    await this.publish(opening);
    await opening;
    if (this.problems.length > 0) await this.publisher.restore();
  }

  /** Publishes the files as they are now, one attempt after the other. */
  async publish(opening?: Promise<unknown>): Promise<void> {
    this.queue = this.queue.then(() => this.publishNow(opening));
    await this.queue;
  }

  async stop(): Promise<void> {
    this.publisher.stop();
    await this.files.close();
    await this.compiler.close();
    await this.queue;
  }

  private async publishNow(opening?: Promise<unknown>): Promise<void> {
    try {
      const { files, problems } = await this.files.read();
      const compiled = await this.compiler.compile(longTermListFiles(files));
      // Reading takes long too: callbacks are answered in between.
      const read = await runYielding(
        readingSourceOfFiles(files, { before: this.lastRead, compiled, problems }),
      );
      if ('source' in read) this.lastRead = { files, ...read };
      const published = await this.publishRead(read, opening);
      if (published.kind === 'refused') {
        this.problems = locateProblems(published.problems, files);
        this.log.error({ problems: this.problems }, 'the rules are refused; what was live stays live');
        return;
      }
      this.problems = [];
      this.warn(locateProblems(published.warnings, files));
      if (published.kind === 'live') await this.lint(published.ruleSet, files);
    } catch (error) {
      this.unreadable(error);
    }
  }

  private async publishRead(read: SourceResult, opening?: Promise<unknown>): Promise<PublishResult> {
    if ('problems' in read) return { kind: 'refused', problems: read.problems };
    return this.publisher.publish(read.source, { found: read.findings, opening });
  }

  /** Logs what is doubtful about the terms of lists and about live rules that deny. */
  private async lint(ruleSet: RuleSet, files: FileTexts): Promise<void> {
    await runYielding(this.warnings.logging(ruleSet));
    const denials = locateProblems(await runYielding(innocentDenialFindings(ruleSet)), files);
    if (denials.length > 0) this.log.warn({ problems: denials }, 'live rules deny innocent answers');
  }

  private unreadable(error: unknown): void {
    this.problems = [{ file: '', at: '', message: `the rules cannot be read: ${describeError(error)}` }];
    this.log.error({ err: error }, 'the rules cannot be read; what was live stays live');
  }

  /** Tells of warnings once, as long as they are the same. */
  private warn(warnings: readonly SourceProblem[]): void {
    const text = JSON.stringify(warnings);
    if (warnings.length > 0 && text !== this.warned) {
      this.log.warn(
        { problems: warnings },
        'the rules are live, with warnings; a changed file with one that newer checks refuse is refused',
      );
    }
    this.warned = text;
  }
}
