import type { ListSource } from '../../moderation/lists/list.js';
import type { Log } from '../../runtime/log.js';
import type { ListFileResult } from '../../policy/lists/file/list-file.js';
import { ListCompiler, type LongListFile } from '../../policy/lists/list-compiler.js';
import { listFromLayers, type IndexedLayer } from '../../policy/lists/list-from-layers.js';
import { describeError } from '../../runtime/describe-error.js';
import { WorkerClient } from '../../runtime/worker-client.js';
import type { CompileResponse, CompileRequest, SentLayers, SentLayer } from './messages.js';

/** A million terms take some ten seconds. */
const RESPONSE_TIMEOUT_MS = 300_000;

/** A list as it was delivered last, with the layers that need not be sent again. */
interface LastResponse {
  readonly list: ListSource;
  readonly layers: ReadonlyMap<number, IndexedLayer>;
}

/** Compiles long lists in a worker. The first long list starts it; it runs as long as there are any. */
export class WorkerListCompiler extends ListCompiler {
  private client: WorkerClient<readonly CompileRequest[], readonly CompileResponse[]> | null = null;
  private lastResponses = new Map<string, LastResponse>();

  constructor(private readonly log: Log) {
    super();
  }

  override async compile(
    files: ReadonlyMap<string, LongListFile>,
  ): Promise<ReadonlyMap<string, ListFileResult>> {
    if (files.size === 0) {
      await this.close();
      return new Map();
    }
    const delivered = await this.request(files);
    const read = new Map<string, ListFileResult>();
    for (const [at, [path, file]] of [...files].entries()) {
      const list = this.listOf(path, file, delivered?.[at]);
      if (list !== null) read.set(path, list);
    }
    return read;
  }

  override async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.lastResponses.clear();
    await client?.stop();
  }

  /** `null` when the thread is not there, or ends. */
  private async request(
    files: ReadonlyMap<string, LongListFile>,
  ): Promise<readonly CompileResponse[] | null> {
    try {
      this.client ??= new WorkerClient('persistence/list-compiler/list-compiler.worker', {
        timeoutMs: RESPONSE_TIMEOUT_MS,
      });
      return await this.client.request([...files].map(([path, file]) => ({ path, ...file })));
    } catch (error) {
      const wasAskedTo = this.client === null;
      if (!wasAskedTo) {
        this.log.error(
          { reason: describeError(error) },
          'long lists are compiled on the thread that answers',
        );
      }
      await this.close();
      return null;
    }
  }

  private listOf(
    path: string,
    { name, kind }: LongListFile,
    answer: CompileResponse | undefined,
  ): ListFileResult | null {
    switch (answer?.kind) {
      case undefined:
      case 'undecided':
        return null;
      case 'same': {
        const list = this.lastResponses.get(path)?.list;
        return list === undefined ? null : { list };
      }
      case 'refused':
        return { problems: answer.problems };
      case 'failed':
        this.log.error({ path, reason: answer.reason }, 'a long list is compiled on the thread that answers');
        return null;
      case 'read': {
        const delivered = this.assemble(path, { name, kind }, answer.parts);
        this.lastResponses.set(path, delivered);
        return { list: delivered.list };
      }
    }
  }

  private assemble(
    path: string,
    named: Pick<LongListFile, 'name' | 'kind'>,
    parts: SentLayers,
  ): LastResponse {
    const known = this.lastResponses.get(path)?.layers;
    const layers = new Map<number, IndexedLayer>();
    const partOf = ({ number, layer }: SentLayer): IndexedLayer => {
      const indexed = layer ?? known?.get(number);
      if (indexed === undefined) throw new Error(`layer ${String(number)} of ${path} was never sent`);
      layers.set(number, indexed);
      return indexed;
    };
    const late = parts.delta === null ? null : partOf(parts.delta);
    return {
      list: listFromLayers(named, { ...parts, base: partOf(parts.base), delta: late }),
      layers: layers,
    };
  }
}
