import type { EntityManager } from 'typeorm';
import { LabelHistory } from '../../../moderation/state/label-history.js';
import type { LabelChange } from '../../../moderation/state/state.js';
import type { Database } from '../connection/database.js';
import { decodeAccount, unescapeText } from '../../escape-text.js';
import { COUNTING_CHANGE_FIRST } from './label-changes.js';

interface LabelRow {
  readonly account: string;
  readonly label: string;
  readonly at: string;
  readonly expires_at: string | null;
  readonly cleared: boolean;
}

const PAGE_ROWS = 2_000;

/** Reads the latest change of each label from `label_change`, page by page. */
export class PostgresLabelHistory extends LabelHistory {
  /** @param drained resolves once the database has everything that is in the journal now */
  constructor(
    private readonly database: Database,
    private readonly drained: () => Promise<void>,
  ) {
    super();
  }

  override async *labelsOf(appId: string): AsyncGenerator<readonly LabelChange[]> {
    await this.database.ready();
    await this.drained();
    let last = { account: '', label: '' };
    for (;;) {
      const after = last;
      const rows = await this.database.transaction((manager) => page(manager, appId, after));
      if (rows.length > 0) yield rows.map((row) => changeOf(appId, row));
      const end = rows.at(-1);
      if (end === undefined || rows.length < PAGE_ROWS) return;
      last = end;
    }
  }
}

function page(
  manager: EntityManager,
  appId: string,
  after: { readonly account: string; readonly label: string },
): Promise<LabelRow[]> {
  return manager.query<LabelRow[]>(
    `select distinct on (account, label) account, label, cleared,
       (extract(epoch from at) * 1000)::bigint as at, (extract(epoch from expires_at) * 1000)::bigint as expires_at
     from label_change
     where sdk_app_id = $1 and (account, label) > ($2, $3)
     order by account, label, ${COUNTING_CHANGE_FIRST}
     limit ${PAGE_ROWS}`,
    [appId, after.account, after.label],
  );
}

function changeOf(appId: string, row: LabelRow): LabelChange {
  return {
    appId,
    account: decodeAccount(row.account),
    label: unescapeText(row.label),
    at: Number(row.at),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    cleared: row.cleared,
  };
}
