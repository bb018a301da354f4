import { sql, type Kysely } from 'kysely';

const statements = [
  `create table accounts (
    id text primary key, username text not null, username_key text not null unique, password_hash text not null,
    role text not null check (role in ('administrator', 'reviewer')), language text not null, created_at integer not null
  ) strict`,
  `create table sessions (
    token_hash text primary key, account_id text not null references accounts (id) on delete cascade,
    created_at integer not null, used_at integer not null, expires_at integer not null
  ) strict, without rowid`,
  `create index sessions_account on sessions (account_id)`,
  `create table sign_in_tries (
    subject text primary key, failures integer not null, failed_at integer not null, blocked_until_at integer not null
  ) strict, without rowid`,
  `create table cameras (
    id text primary key, name text not null, address text not null, sub_address text, username text,
    password_sealed blob, transport text not null, loop integer not null, enabled integer not null,
    recording text not null, analysis_fps real not null, keep_days integer not null, keep_bytes integer,
    scene_json text not null, created_at integer not null, removed_at integer, forgotten_at integer
  ) strict`,
  `create table events (
    id text primary key, camera_id text not null references cameras (id), rule_id text not null, behavior text not null,
    severity text not null check (severity in ('red', 'yellow', 'blue')),
    started_at integer not null, ended_at integer,
    state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
    place text, has_picture integer not null,
    clip text not null check (clip in ('pending', 'ready', 'none', 'failed')), clip_due_at integer,
    clip_started_at integer, clip_duration_ms integer
  ) strict`,
  `create index events_newest on events (started_at, id, camera_id, behavior, severity, state)`,
  `create index events_combination on events (camera_id, behavior, severity, state, started_at, id)`,
  `create index events_clip_due on events (clip_due_at) where clip = 'pending'`,
  `create index events_going_on on events (camera_id) where ended_at is null`,
  `create table event_details (
    event_id text primary key references events (id) on delete cascade,
    objects_json text not null, reasons_json text not null, zone_json text, line_json text
  ) strict`,
  `create table event_tally (
    camera_id text not null, behavior text not null, severity text not null, state text not null, count integer not null,
    primary key (camera_id, behavior, severity, state)
  ) strict, without rowid`,
  `create trigger events_tally_insert after insert on events begin
    insert into event_tally values (new.camera_id, new.behavior, new.severity, new.state, 1)
      on conflict do update set count = count + 1;
  end`,
  `create trigger events_tally_delete after delete on events begin
    update event_tally set count = count - 1 where camera_id = old.camera_id and behavior = old.behavior
      and severity = old.severity and state = old.state;
  end`,
  `create trigger events_tally_update after update of camera_id, behavior, severity, state on events begin
    update event_tally set count = count - 1 where camera_id = old.camera_id and behavior = old.behavior
      and severity = old.severity and state = old.state;
    insert into event_tally values (new.camera_id, new.behavior, new.severity, new.state, 1)
      on conflict do update set count = count + 1;
  end`,
  `create table decisions (
    id integer primary key autoincrement, event_id text not null references events (id) on delete cascade,
    at integer not null, account_id text not null, account_name text not null, state text not null, reason text,
    note text not null, undoes integer references decisions (id)
  ) strict`,
  `create index decisions_event on decisions (event_id, id)`,
  `create table segments (
    id integer primary key, camera_id text not null references cameras (id), file text not null,
    started_at integer not null, ended_at integer not null, bytes integer not null, codec text not null,
    width integer not null, height integer not null, finished integer not null, unique (camera_id, file)
  ) strict`,
  `create index segments_time on segments (camera_id, started_at)`,
  `create index segments_oldest on segments (started_at)`,
  `create table segment_tally (camera_id text primary key, bytes integer not null) strict, without rowid`,
  `create trigger segments_tally_insert after insert on segments begin
    insert into segment_tally values (new.camera_id, new.bytes) on conflict do update set bytes = bytes + excluded.bytes;
  end`,
  `create trigger segments_tally_update after update of bytes, camera_id on segments begin
    update segment_tally set bytes = bytes - old.bytes where camera_id = old.camera_id;
    insert into segment_tally values (new.camera_id, new.bytes) on conflict do update set bytes = bytes + excluded.bytes;
  end`,
  `create trigger segments_tally_delete after delete on segments begin
    update segment_tally set bytes = bytes - old.bytes where camera_id = old.camera_id;
  end`,
  `create table audit (
    id integer primary key autoincrement, at integer not null, account_id text, account_name text not null,
    action text not null, subject text, details_json text not null, prev_hash text not null, hash text not null
  ) strict`,
  `create trigger audit_no_update before update on audit begin select raise(abort, 'the audit log is append-only'); end`,
  `create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit log is append-only'); end`,
  `create table settings (key text primary key, value_json text not null) strict, without rowid`,
];

export const migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
