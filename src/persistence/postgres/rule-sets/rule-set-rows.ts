import { EntitySchema } from 'typeorm';

export interface RuleSetRow {
  readonly appId: string;
  readonly number: number;
  readonly hash: string;
  /** JSON. */
  readonly content: string;
  /** JSON: name, kind and revision of each list. */
  readonly lists: string;
}

export const ruleSetRows = new EntitySchema<RuleSetRow>({
  name: 'rule_set',
  columns: {
    appId: { name: 'sdk_app_id', type: 'bigint', primary: true },
    number: { type: 'integer', primary: true },
    hash: { type: 'text' },
    content: { type: 'text' },
    lists: { type: 'text' },
  },
});

export interface ListRevisionRow {
  readonly revision: string;
  /** JSON; empty when `deflated` is set. */
  readonly entries: string;
  /** JSON, compressed by zlib. */
  readonly deflated: Buffer | null;
}

export const listRevisionRows = new EntitySchema<ListRevisionRow>({
  name: 'list_revision',
  columns: {
    revision: { type: 'text', primary: true },
    entries: { type: 'text' },
    deflated: { type: 'bytea', nullable: true },
  },
});
