import type { EntityManager } from 'typeorm';
import { EventHistory } from '../../../moderation/state/event-history.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import type { Database } from '../connection/database.js';
import { decodeEventColumns, eventsOf, type EventColumns } from './event-columns.js';

/** The last row of the page before. */
interface PageCursor {
  readonly at: number;
  readonly source: string;
  readonly position: number;
}

const PAGE_ROWS = 4_000;
const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** Reads the `event` table page by page, each in a transaction of its own. */
export class PostgresEventHistory extends EventHistory {
  /** @param drained resolves once the database has everything that is in the journal now */
  constructor(
    private readonly database: Database,
    private readonly drained: () => Promise<void>,
  ) {
    super();
  }

  override async *eventsSince(
    appId: string,
    from: number,
    to: number,
  ): AsyncGenerator<readonly StateEvent[]> {
    await this.database.ready();
    await this.drained();
    let next: Promise<EventColumns | null> = this.page(
      appId,
      { at: from, source: NIL_UUID, position: -1 },
      to,
    );
    for (;;) {
      const columns = await next;
      const last = columns === null ? null : lastOf(columns);
      if (columns === null || last === null) return;
      // The database reads the next page while the caller takes this one.
      const isLast = columns.at.length < PAGE_ROWS;
      next = isLast ? Promise.resolve(null) : this.page(appId, last, to);
      next.catch(() => {});
      yield eventsOf(appId, columns);
    }
  }

  private async page(appId: string, after: PageCursor, to: number): Promise<EventColumns | null> {
    const text = await this.database.transaction((manager) => page(manager, appId, after, to));
    return text === null ? null : decodeEventColumns(text);
  }
}

async function page(
  manager: EntityManager,
  appId: string,
  after: PageCursor,
  to: number,
): Promise<string | null> {
  const [row] = await manager.query<{ readonly page: string | null }[]>(
    `select json_build_object(
       'at', json_agg(round(date_part('epoch', received_at) * 1000)),
       'source', json_agg(source), 'position', json_agg(position), 'item', json_agg(item), 'kind', json_agg(kind),
       'from', json_agg(from_account), 'requester', json_agg(requester_account), 'to', json_agg(to_account),
       'address', json_agg(client_address), 'detail', json_agg(detail),
       'expires', json_agg(round(date_part('epoch', expires_at) * 1000)))::text as page
     from (
       select * from event
       where sdk_app_id = $1 and (received_at, source, position) > (to_timestamp($2::float8 / 1000), $3, $4)
         and received_at >= to_timestamp($2::float8 / 1000) and received_at < to_timestamp($5::float8 / 1000)
       order by received_at, source, position
       limit ${PAGE_ROWS}
     ) chosen
     having count(*) > 0`,
    [appId, after.at, after.source, after.position, to],
  );
  return row?.page ?? null;
}

function lastOf({ at, source, position }: EventColumns): PageCursor | null {
  const [lastAt, lastSource, lastPosition] = [at.at(-1), source.at(-1), position.at(-1)];
  if (lastAt === undefined || lastSource === undefined || lastPosition === undefined) return null;
  return { at: lastAt, source: lastSource, position: lastPosition };
}
