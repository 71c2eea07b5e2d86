import type { EntityManager } from 'typeorm';
import { escapeText } from '../../escape-text.js';

/** One column of many rows: its SQL type as an array's element, and the values. */
export interface SqlColumn {
  readonly type: string;
  readonly values: readonly (string | number | null)[];
}

export function columnOf<T>(
  rows: readonly T[],
  type: string,
  value: (row: T) => string | number | null,
): SqlColumn {
  return { type, values: rows.map(value) };
}

/** A text of a packet, escaped; `null` stays. */
export function escapeNullable(text: string | null): string | null {
  return text === null ? null : escapeText(text);
}

/** A time as SQL reads it, exact to the millisecond. */
export function timestampOf(at: number): string {
  return new Date(at).toISOString();
}

/**
 * Inserts all rows in one statement; rows that exist already stay as they are.
 * @param select SQL expressions, by column name, for values that are not simply a column of the input
 */
export async function insertRows(
  manager: EntityManager,
  table: string,
  columns: Readonly<Record<string, SqlColumn>>,
  select: Readonly<Record<string, string>> = {},
): Promise<void> {
  const names = Object.keys(columns);
  const given = Object.values(columns);
  const arrays = given.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  const values = names.map((name) => select[name] ?? `given.${name}`).join(', ');
  await manager.query(
    `insert into ${table} (${names.join(', ')}) select ${values}
     from unnest(${arrays}) as given (${names.join(', ')})
     on conflict do nothing`,
    given.map((each) => each.values),
  );
}
