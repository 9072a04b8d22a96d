/**
 * Tables of the local job engine, in a schema that only the role `aiops_jobs` may use. Every statement may run again.
 * Timers are rows rather than delayed queue jobs, because they follow the clock that is handed in, not the database's.
 */
export const TABLES = `
create table if not exists aiops_jobs.event (
  id text primary key,
  name text not null,
  received_at timestamptz not null
);
create index if not exists event_received on aiops_jobs.event (received_at);

create table if not exists aiops_jobs.run (
  id text primary key,
  function_id text not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  event jsonb not null,
  slots jsonb not null default '[]',
  idempotency_key text,
  singleton_key text,
  parent_run_id text,
  parent_step_id text,
  output jsonb,
  error jsonb,
  queued_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
) with (fillfactor = 80);
create unique index if not exists run_idempotency on aiops_jobs.run (function_id, idempotency_key) where idempotency_key is not null;
create unique index if not exists run_singleton on aiops_jobs.run (function_id, singleton_key) where singleton_key is not null and ended_at is null;
create index if not exists run_active on aiops_jobs.run (function_id) where ended_at is null;
create index if not exists run_ended on aiops_jobs.run (ended_at) where ended_at is not null;
create index if not exists run_unsuccessful on aiops_jobs.run (status, id) where status in ('failed', 'cancelled');

create table if not exists aiops_jobs.step (
  run_id text not null references aiops_jobs.run on delete cascade,
  id text not null,
  op text not null,
  name text,
  display_name text,
  opts jsonb,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed')),
  value jsonb,
  error jsonb,
  attempt int not null default 0,
  done_order bigint,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (run_id, id)
) with (fillfactor = 80);
create index if not exists step_waiting on aiops_jobs.step (name) where op = 'WaitForEvent' and state = 'pending';
create sequence if not exists aiops_jobs.done_order;

create table if not exists aiops_jobs.task (
  id bigint generated always as identity primary key,
  run_id text not null references aiops_jobs.run on delete cascade,
  step_id text not null,
  attempt int not null default 0,
  faults int not null default 0,
  again boolean not null default false,
  queued_at timestamptz not null,
  unique (run_id, step_id)
) with (fillfactor = 80);
create index if not exists task_queued on aiops_jobs.task (queued_at);

create table if not exists aiops_jobs.slot (
  key text not null,
  task_id bigint not null references aiops_jobs.task on delete cascade,
  capacity int not null,
  held boolean not null default false,
  primary key (key, task_id)
) with (fillfactor = 70);
create index if not exists slot_task on aiops_jobs.slot (task_id);

create table if not exists aiops_jobs.timer (
  id text primary key,
  kind text not null,
  run_id text references aiops_jobs.run on delete cascade,
  payload jsonb not null default '{}',
  due_at timestamptz not null
);
create index if not exists timer_due on aiops_jobs.timer (due_at);
create index if not exists timer_run on aiops_jobs.timer (run_id);

create table if not exists aiops_jobs.debounce (
  function_id text not null,
  key text not null,
  event jsonb not null,
  first_at timestamptz not null,
  primary key (function_id, key)
);

create table if not exists aiops_jobs.instance (
  id text primary key,
  lock_id bigint not null,
  pool_id text,
  started_at timestamptz not null default now()
);
`;

/**
 * A run's way in few statements: its beginning, what a request needs to be made, and what its commonest outcome writes.
 * Round trips are most of what a step costs, so these are functions.
 */
export const REQUESTS = `
create or replace function aiops_jobs.load(p_task bigint, p_now timestamptz) returns jsonb language plpgsql as $$
declare
  v_task aiops_jobs.task;
  v_run aiops_jobs.run;
  v_started boolean := false;
begin
  select * into v_task from aiops_jobs.task where id = p_task;
  if not found then return null; end if;
  -- Cleared before the state is read: whatever settles from here on asks for another pass.
  if v_task.again then update aiops_jobs.task set again = false where id = p_task; end if;
  select * into v_run from aiops_jobs.run where id = v_task.run_id;
  if v_run.status = 'queued' then
    update aiops_jobs.run set status = 'running', started_at = p_now where id = v_run.id and status = 'queued';
    v_started := found;
  end if;
  return jsonb_build_object(
    'runId', v_run.id, 'stepId', v_task.step_id, 'attempt', v_task.attempt, 'faults', v_task.faults,
    'functionId', v_run.function_id, 'event', v_run.event, 'ended', v_run.ended_at is not null, 'started', v_started,
    'steps', coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'state', s.state, 'value', s.value) order by s.done_order nulls last)
      from aiops_jobs.step s where s.run_id = v_run.id), '[]'::jsonb));
end $$;

create or replace function aiops_jobs.create_run(p_id text, p_function text, p_event jsonb, p_slots jsonb, p_idempotency text,
  p_singleton text, p_parent_run text, p_parent_step text, p_now timestamptz) returns boolean language plpgsql as $$
begin
  insert into aiops_jobs.run (id, function_id, event, slots, idempotency_key, singleton_key, parent_run_id, parent_step_id, queued_at)
  values (p_id, p_function, p_event, p_slots, p_idempotency, p_singleton, p_parent_run, p_parent_step, p_now)
  on conflict do nothing;
  if not found then return false; end if;
  perform aiops_jobs.enqueue(p_id, 'step', 0, 0, p_now);
  return true;
end $$;

create or replace function aiops_jobs.is_ours(p_job bigint, p_pool text) returns boolean language sql as $$
  select exists (select from graphile_worker.jobs where id = p_job and locked_by = p_pool);
$$;

create or replace function aiops_jobs.settle_ran(p_task bigint, p_job bigint, p_pool text, p_run text, p_op jsonb, p_now timestamptz)
returns void language plpgsql as $$
declare
  v_ended boolean;
begin
  select ended_at is not null into v_ended from aiops_jobs.run where id = p_run for update;
  if found and not aiops_jobs.is_ours(p_job, p_pool) then return; end if;
  if not v_ended then
    insert into aiops_jobs.step as s (run_id, id, op, name, display_name, opts, created_at, state, value, ended_at, done_order)
    values (p_run, p_op->>'id', p_op->>'op', p_op->>'name', p_op->>'displayName', p_op->'opts', p_now, 'done',
      coalesce(p_op->'data', 'null'), p_now, nextval('aiops_jobs.done_order'))
    on conflict (run_id, id) do update set state = 'done', value = excluded.value, ended_at = excluded.ended_at,
      done_order = excluded.done_order where s.state = 'pending';
    if found then perform aiops_jobs.enqueue(p_run, 'step', 0, 0, p_now); end if;
  end if;
  perform aiops_jobs.release(p_task, p_now);
end $$;
`;

/**
 * The queue. A task is one request to make; it holds one slot of each of its run's concurrency keys from the moment it is
 * handed to graphile-worker until its outcome is written, so that a crash keeps the slot and the retry inherits it.
 */
export const FUNCTIONS = `
create or replace function aiops_jobs.lock_keys(p_keys text[]) returns void language plpgsql as $$
declare v_key text;
begin
  -- Sorted, so that two transactions with the same keys never wait for each other crosswise.
  for v_key in select distinct k from unnest(p_keys) k order by k loop
    perform pg_advisory_xact_lock(hashtextextended(v_key, 20261));
  end loop;
end $$;

create or replace function aiops_jobs.hand_over(p_task bigint) returns void language plpgsql as $$
begin
  perform graphile_worker.add_job('aiops_task', json_build_object('task', p_task), max_attempts => 10, job_key => 'task:' || p_task);
end $$;

create or replace function aiops_jobs.hold(p_task bigint) returns void language plpgsql as $$
begin
  perform aiops_jobs.lock_keys((select array_agg(key) from aiops_jobs.slot where task_id = p_task));
  if exists (
    select from aiops_jobs.slot s where s.task_id = p_task and (
      s.held or s.capacity <= (select count(*) from aiops_jobs.slot o where o.key = s.key and o.held))
  ) then return; end if;
  update aiops_jobs.slot set held = true where task_id = p_task;
  if found then perform aiops_jobs.hand_over(p_task); end if;
end $$;

create or replace function aiops_jobs.enqueue(p_run text, p_step text, p_attempt int, p_faults int, p_now timestamptz)
returns void language plpgsql as $$
declare
  v_task bigint;
  v_fresh boolean;
  v_slots jsonb;
begin
  insert into aiops_jobs.task as t (run_id, step_id, attempt, faults, queued_at)
  values (p_run, p_step, p_attempt, p_faults, p_now)
  -- A request that is under way was made from older state: it is to be made once more.
  on conflict (run_id, step_id) do update set again = true
  returning t.id, t.xmax = 0 into v_task, v_fresh;
  if not v_fresh then return; end if;
  select slots into v_slots from aiops_jobs.run where id = p_run;
  if v_slots = '[]' then perform aiops_jobs.hand_over(v_task); return; end if;
  insert into aiops_jobs.slot (key, task_id, capacity)
  select s->>'key', v_task, min((s->>'limit')::int) from jsonb_array_elements(v_slots) s group by 1;
  perform aiops_jobs.hold(v_task);
end $$;

create or replace function aiops_jobs.release(p_task bigint, p_now timestamptz) returns void language plpgsql as $$
declare
  v_keys text[] := (select array_agg(key) from aiops_jobs.slot where task_id = p_task);
  v_ended aiops_jobs.task;
  v_next bigint;
begin
  perform aiops_jobs.lock_keys(v_keys);
  delete from aiops_jobs.task where id = p_task returning * into v_ended;
  if not found then return; end if;
  if v_keys is not null then
    for v_next in
      select task_id from aiops_jobs.slot where key = any(v_keys) and not held group by task_id order by task_id
    loop
      perform aiops_jobs.hold(v_next);
      exit when not exists (
        select from unnest(v_keys) k where (select count(*) from aiops_jobs.slot where key = k and held)
          < (select max(capacity) from aiops_jobs.slot where key = k));
    end loop;
  end if;
  -- After the others that wait for the key, so that a run of many steps does not keep it to itself.
  if v_ended.again then perform aiops_jobs.enqueue(v_ended.run_id, v_ended.step_id, 0, 0, p_now); end if;
end $$;
`;
