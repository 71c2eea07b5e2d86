import type { EntityManager } from 'typeorm';
import { EventHistory } from '../../moderation/event-history.js';
import type { StateEvent } from '../../moderation/state.js';
import type { Database } from './database.js';
import { accountOf, unescape } from './escape.js';

interface EventRow {
  readonly at: string;
  readonly source: string;
  readonly position: number;
  readonly item: number;
  readonly kind: StateEvent['kind'];
  readonly from_account: string;
  readonly requester_account: string;
  readonly to_account: string;
  readonly client_address: string | null;
  readonly detail: string | null;
}

const PAGE = 2_000;
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** The past as the `event` table has it, page by page, none of them in a long transaction. */
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
    let last: Pick<EventRow, 'at' | 'source' | 'position'> = {
      at: String(from),
      source: NOTHING,
      position: -1,
    };
    for (;;) {
      const after = last;
      const rows = await this.database.transaction((manager) => page(manager, appId, after, to));
      if (rows.length > 0) yield rows.map((row) => eventOf(appId, row));
      const end = rows.at(-1);
      if (end === undefined || rows.length < PAGE) return;
      last = end;
    }
  }
}

function page(
  manager: EntityManager,
  appId: string,
  after: Pick<EventRow, 'at' | 'source' | 'position'>,
  to: number,
): Promise<EventRow[]> {
  return manager.query<EventRow[]>(
    `select (extract(epoch from received_at) * 1000)::bigint as at, source, position, item, kind,
       from_account, requester_account, to_account, client_address, detail
     from event
     where sdk_app_id = $1 and (received_at, source, position) > (to_timestamp($2::float8 / 1000), $3, $4)
       and received_at >= to_timestamp($2::float8 / 1000) and received_at < to_timestamp($5::float8 / 1000)
     order by received_at, source, position
     limit ${PAGE}`,
    [appId, after.at, after.source, after.position, to],
  );
}

function eventOf(appId: string, row: EventRow): StateEvent {
  return {
    appId,
    at: Number(row.at),
    source: row.source,
    item: row.item,
    kind: row.kind,
    fromAccount: accountOf(row.from_account),
    requesterAccount: accountOf(row.requester_account),
    toAccount: accountOf(row.to_account),
    clientAddress: row.client_address === null ? null : unescape(row.client_address),
    detail: row.detail === null ? null : unescape(row.detail),
    expiresAt: null,
  };
}
