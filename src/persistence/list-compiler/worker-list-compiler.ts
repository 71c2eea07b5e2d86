import type { ListSource } from '../../moderation/lists/list.js';
import type { Log } from '../../runtime/log.js';
import type { ListFile } from '../../policy/lists/list-file.js';
import { ListWorkshop, type LongFile } from '../../policy/lists/list-compiler.js';
import { listOfParts, type SlabPart } from '../../policy/lists/list-from-layers.js';
import { reasonOf } from '../../runtime/describe-error.js';
import { Thread } from '../../runtime/worker-client.js';
import type { DeliveredList, OrderedFile, SentParts, SentSlab } from './messages.js';

/** A million terms take some ten seconds. */
const ANSWER_WITHIN_MS = 300_000;

/** A list as it was delivered last, with the slabs that need not be sent again. */
interface Delivered {
  readonly list: ListSource;
  readonly slabs: ReadonlyMap<number, SlabPart>;
}

/** Long lists, made ready on a thread of their own. It is started by the first of them, and runs as long as there are any. */
export class ThreadWorkshop extends ListWorkshop {
  private thread: Thread<readonly OrderedFile[], readonly DeliveredList[]> | null = null;
  private before = new Map<string, Delivered>();

  constructor(private readonly log: Log) {
    super();
  }

  override async read(files: ReadonlyMap<string, LongFile>): Promise<ReadonlyMap<string, ListFile>> {
    if (files.size === 0) {
      await this.close();
      return new Map();
    }
    const delivered = await this.deliver(files);
    const read = new Map<string, ListFile>();
    for (const [at, [path, file]] of [...files].entries()) {
      const list = this.listOf(path, file, delivered?.[at]);
      if (list !== null) read.set(path, list);
    }
    return read;
  }

  override async close(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    this.before.clear();
    await thread?.stop();
  }

  /** `null` when the thread is not there, or ends. */
  private async deliver(files: ReadonlyMap<string, LongFile>): Promise<readonly DeliveredList[] | null> {
    try {
      this.thread ??= new Thread('persistence/list-compiler/list-compiler.worker', {
        withinMs: ANSWER_WITHIN_MS,
      });
      return await this.thread.ask([...files].map(([path, file]) => ({ path, ...file })));
    } catch (error) {
      const wasAskedTo = this.thread === null;
      if (!wasAskedTo) {
        this.log.error({ reason: reasonOf(error) }, 'long lists are made ready on the thread that answers');
      }
      await this.close();
      return null;
    }
  }

  private listOf(path: string, { name, kind }: LongFile, answer: DeliveredList | undefined): ListFile | null {
    switch (answer?.kind) {
      case undefined:
        return null;
      case 'same': {
        const list = this.before.get(path)?.list;
        return list === undefined ? null : { list };
      }
      case 'refused':
        return { problems: answer.problems };
      case 'failed':
        this.log.error(
          { path, reason: answer.reason },
          'a long list is made ready on the thread that answers',
        );
        return null;
      case 'read': {
        const delivered = this.deliveredOf(path, { name, kind }, answer.parts);
        this.before.set(path, delivered);
        return { list: delivered.list };
      }
    }
  }

  private deliveredOf(path: string, named: Pick<LongFile, 'name' | 'kind'>, parts: SentParts): Delivered {
    const known = this.before.get(path)?.slabs;
    const slabs = new Map<number, SlabPart>();
    const partOf = ({ number, part }: SentSlab): SlabPart => {
      const slab = part ?? known?.get(number);
      if (slab === undefined) throw new Error(`slab ${String(number)} of ${path} was never sent`);
      slabs.set(number, slab);
      return slab;
    };
    const late = parts.late === null ? null : partOf(parts.late);
    return { list: listOfParts(named, { ...parts, base: partOf(parts.base), late }), slabs };
  }
}
