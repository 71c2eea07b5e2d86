import type { LabelChange } from '../../../moderation/state/state.js';
import { encodeAccount, decodeAccount, escapeText, unescapeText } from '../../escape-text.js';
import { NOTIFY, type Topic } from '../replication/notifications.js';

/** Runs SQL: a transaction of the service, or the client of a command. */
export interface SqlExecutor {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

/** A change as staff make it. */
export interface NewLabelChange {
  readonly appId: string;
  readonly account: string;
  readonly label: string;
  readonly author: string;
  readonly reason: string | null;
  /** Milliseconds from now; `null`: until it is cleared. */
  readonly forMs: number | null;
  readonly cleared: boolean;
}

/** A change with its number, author and reason. */
export interface StoredLabelChange {
  readonly number: number;
  readonly change: LabelChange;
  readonly author: string;
  readonly reason: string | null;
}

interface Row {
  readonly number: string;
  readonly sdk_app_id: string;
  readonly account: string;
  readonly label: string;
  readonly author: string;
  readonly reason: string | null;
  readonly at: string;
  readonly expires_at: string | null;
  readonly cleared: boolean;
}

const COLUMNS = `number, sdk_app_id, account, label, author, reason, cleared,
  (extract(epoch from at) * 1000)::bigint as at, (extract(epoch from expires_at) * 1000)::bigint as expires_at`;

/** The order in which, of several changes of one label, the one that counts comes first: `replacesLabel` in SQL. */
export const COUNTING_CHANGE_FIRST =
  'label_change.at desc, label_change.cleared desc, label_change.expires_at desc nulls first';

/** A number that no other advisory lock has. The lock makes staff's changes visible in the order of their numbers. */
const LABEL_LOCK = 4_106_119_256;

/** Inserts a change and notifies all replicas; call it in a transaction. @returns the number of the change */
export async function insertLabelChange(db: SqlExecutor, change: NewLabelChange): Promise<number> {
  await db.query('select pg_advisory_xact_lock($1)', [LABEL_LOCK]);
  const [row] = await db.query<{ number: string }>(
    `insert into label_change (sdk_app_id, account, label, author, reason, at, expires_at, cleared)
     select $1, $2, $3, $4, $5, now, now + make_interval(secs => $6::float8 / 1000), $7 from clock_timestamp() now
     returning number`,
    [
      change.appId,
      encodeAccount(change.account),
      escapeText(change.label),
      escapeText(change.author),
      change.reason === null ? null : escapeText(change.reason),
      change.forMs,
      change.cleared,
    ],
  );
  await db.query(NOTIFY, ['label' satisfies Topic]);
  return Number(row?.number);
}

/** The number of the latest change; 0 when there is none. */
export async function latestChangeNumber(db: SqlExecutor): Promise<number> {
  const [row] = await db.query<{ latest: string }>(
    `select coalesce(max(number), 0) as latest from label_change`,
  );
  return Number(row?.latest);
}

/** Staff's changes with a higher number, ascending. */
export async function labelChangesAfter(
  db: SqlExecutor,
  number: number,
): Promise<readonly StoredLabelChange[]> {
  const rows = await db.query<Row>(
    `select ${COLUMNS} from label_change where number > $1 and source is null order by number`,
    [number],
  );
  return rows.map(storedChangeOf);
}

/** The labels that are set, of one account or of all, the latest first. */
export async function activeLabels(
  db: SqlExecutor,
  {
    appId,
    account,
    limit,
  }: { readonly appId: string; readonly account: string | null; readonly limit: number },
): Promise<readonly StoredLabelChange[]> {
  const rows = await db.query<Row>(
    `select ${COLUMNS} from (
       select distinct on (account, label) * from label_change
       where sdk_app_id = $1 and ($2::text is null or account = $2)
       order by account, label, ${COUNTING_CHANGE_FIRST}) latest
     where not cleared and (expires_at is null or expires_at > clock_timestamp())
     order by latest.at desc limit $3`,
    [appId, account === null ? null : encodeAccount(account), limit],
  );
  return rows.map(storedChangeOf);
}

function storedChangeOf(row: Row): StoredLabelChange {
  return {
    number: Number(row.number),
    author: unescapeText(row.author),
    reason: row.reason === null ? null : unescapeText(row.reason),
    change: {
      appId: row.sdk_app_id,
      account: decodeAccount(row.account),
      label: unescapeText(row.label),
      at: Number(row.at),
      expiresAt: row.expires_at === null ? null : Number(row.expires_at),
      cleared: row.cleared,
    },
  };
}
