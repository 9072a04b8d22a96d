-- Run after the migrations, every time, with the lists of system-tables.json in `aiops.access`: grants follow from what a
-- table is, so that a new table cannot be forgotten. A table that is neither tenant nor listed gets no grant at all.
do $$
declare
  lists jsonb := current_setting('aiops.access')::jsonb;
  item record;
begin
  grant usage on schema public to aiops_app, aiops_system;
  for item in
    select c.oid::regclass as name, c.relname,
      c.relname = 'organizations' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
  loop
    execute format('revoke all on %s from aiops_app, aiops_system, public', item.name);
    execute format('alter table %s enable row level security', item.name);
    execute format('alter table %s force row level security', item.name);
    if item.tenant then
      if lists->'appendOnly' ? item.relname then
        execute format('grant select, insert on %s to aiops_app', item.name);
        execute format('grant insert on %s to aiops_system', item.name);
      else
        execute format('grant select, insert, update, delete on %s to aiops_app', item.name);
      end if;
    end if;
    if lists->'shared' ? item.relname or lists->'system' ? item.relname then
      execute format('grant select, insert, update, delete on %s to aiops_system', item.name);
    end if;
  end loop;
end $$;
