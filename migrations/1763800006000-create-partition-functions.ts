import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Daily partitions by UTC day: making them ahead, and dropping the old ones. */
export class CreatePartitionFunctions1763800006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function ensure_partition(parent text, day date) returns boolean
      language plpgsql as $$
      declare
        child text := parent || '_' || to_char(day, 'YYYYMMDD');
        low timestamptz := day::timestamp at time zone 'UTC';
        high timestamptz := (day + 1)::timestamp at time zone 'UTC';
      begin
        if to_regclass(child) is not null then
          return false;
        end if;
        perform pg_advisory_xact_lock(hashtext('friendgate partitions'));
        if to_regclass(child) is not null then
          return false;
        end if;
        execute format('create table %I (like %I including defaults including constraints)', child, parent);
        -- A day that came before its partition lies in the default one, and would keep the partition from ever being attached.
        execute format('lock table %I in access exclusive mode', parent || '_default');
        execute format(
          'with moved as (delete from %1$I where received_at >= %3$L and received_at < %4$L returning *) '
            'insert into %2$I select * from moved',
          parent || '_default', child, low, high);
        execute format(
          'alter table %I attach partition %I for values from (%L) to (%L)', parent, child, low, high);
        return true;
      end
      $$;

      create function drop_partitions(parent text, before date) returns integer
      language plpgsql as $$
      declare
        child text;
        dropped integer := 0;
      begin
        for child in
          select relation.relname
          from pg_inherits join pg_class relation on relation.oid = pg_inherits.inhrelid
          where pg_inherits.inhparent = to_regclass(parent) and relation.relname ~ '_[0-9]{8}$'
            and to_date(right(relation.relname, 8), 'YYYYMMDD') < before
          order by 1
        loop
          execute format('drop table %I', child);
          dropped := dropped + 1;
        end loop;
        execute format('delete from %I where received_at < %L', parent || '_default',
          before::timestamp at time zone 'UTC');
        return dropped;
      end
      $$;

      comment on function ensure_partition is
        'Makes the partition of a UTC day; rows of that day in the default partition move into it';
      comment on function drop_partitions is 'Drops the partitions of days before a day, and old rows of the default partition';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function ensure_partition; drop function drop_partitions');
  }
}
