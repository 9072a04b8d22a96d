-- Run before the migrations, every time: the three roles the application works as. None can bypass row security, and
-- one URL, the owner's, is enough, because the owner is made a member of each.
do $$
declare name text;
begin
  foreach name in array array['aiops_app', 'aiops_system', 'aiops_jobs'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', name);
    exception when duplicate_object or unique_violation then
      null; -- Roles belong to the whole server: another database of it has made them already.
    end;
    execute format('grant %I to current_user', name);
  end loop;
  execute format('grant create, connect on database %I to aiops_jobs', current_database());
end $$;
create schema if not exists aiops_jobs authorization aiops_jobs;
