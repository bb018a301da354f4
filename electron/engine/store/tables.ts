import type { Generated } from 'kysely';

/** Columns hold epoch milliseconds where the name ends in `_at`, JSON where it ends in `_json`, 0 or 1 for switches. */
export type Tables = {
  accounts: AccountsTable;
  sessions: SessionsTable;
  sign_in_tries: SignInTriesTable;
  cameras: CamerasTable;
  detectors: DetectorsTable;
  events: EventsTable;
  event_details: EventDetailsTable;
  event_tally: EventTallyTable;
  decisions: DecisionsTable;
  segments: SegmentsTable;
  segment_tally: SegmentTallyTable;
  audit: AuditTable;
  settings: SettingsTable;
};

export type AccountsTable = {
  id: string;
  username: string;
  /** The name as it is compared: NFKC, lower case. */
  username_key: string;
  password_hash: string;
  role: 'administrator' | 'reviewer';
  language: 'zh-CN' | 'en';
  created_at: number;
};

export type SessionsTable = {
  /** SHA-256 of the token, hexadecimal; the token itself is only in the window's cookie. */
  token_hash: string;
  account_id: string;
  created_at: number;
  used_at: number;
  expires_at: number;
};

export type SignInTriesTable = {
  /** `name:` and a hash of the name tried, or `everybody`. */
  subject: string;
  failures: number;
  failed_at: number;
  blocked_until_at: number;
};

export type CamerasTable = {
  id: string;
  name: string;
  address: string;
  sub_address: string | null;
  username: string | null;
  /** Sealed with the key file; see accounts/secrets. */
  password_sealed: Uint8Array | null;
  transport: 'tcp' | 'udp';
  loop: 0 | 1;
  enabled: 0 | 1;
  recording: 'off' | 'events' | 'always';
  analysis_fps: number;
  keep_days: number;
  keep_bytes: number | null;
  /** Whether its agreement lets reviewed clips be used for measuring. */
  learning: 0 | 1;
  /** Id of the detector that it looks with; null is the built-in one. */
  detector: string | null;
  scene_json: string;
  created_at: number;
  removed_at: number | null;
  /** When a removed camera's address and password were wiped; its name stays for its events. */
  forgotten_at: number | null;
};

/** Detectors that users brought; the file is named by the id, which is its SHA-256. */
export type DetectorsTable = {
  id: string;
  name: string;
  bytes: number;
  /** How it is run and read. */
  card_json: string;
  /** What windows show of it. */
  facts_json: string;
  added_at: number;
  removed_at: number | null;
};

/** What the queue shows and filters by; kept narrow so that scans stay in memory. */
export type EventsTable = {
  id: string;
  camera_id: string;
  rule_id: string;
  behavior: string;
  severity: 'red' | 'yellow' | 'blue';
  started_at: number;
  ended_at: number | null;
  state: 'open' | 'confirmed' | 'dismissed';
  place: string | null;
  has_picture: 0 | 1;
  clip: 'pending' | 'ready' | 'none' | 'failed';
  /** When its clip may be cut; null when it is not to be. */
  clip_due_at: number | null;
  clip_started_at: number | null;
  clip_duration_ms: number | null;
};

export type EventDetailsTable = {
  event_id: string;
  objects_json: string;
  reasons_json: string;
  zone_json: string | null;
  line_json: string | null;
};

/** How many events there are of each combination that filters tell apart; kept by triggers. */
export type EventTallyTable = {
  camera_id: string;
  behavior: string;
  severity: 'red' | 'yellow' | 'blue';
  state: 'open' | 'confirmed' | 'dismissed';
  count: number;
};

export type DecisionsTable = {
  id: Generated<number>;
  event_id: string;
  at: number;
  account_id: string;
  account_name: string;
  state: 'open' | 'confirmed' | 'dismissed';
  reason: string | null;
  note: string;
  /** The decision that this one took back. */
  undoes: number | null;
};

export type SegmentsTable = {
  id: Generated<number>;
  camera_id: string;
  /** Relative to the camera's recording folder. */
  file: string;
  started_at: number;
  ended_at: number;
  bytes: number;
  codec: string;
  width: number;
  height: number;
  finished: 0 | 1;
};

/** Bytes of each camera's segments; kept by triggers. */
export type SegmentTallyTable = { camera_id: string; bytes: number };

/** Append-only: triggers refuse changes, and each row's hash covers the one before. */
export type AuditTable = {
  id: Generated<number>;
  at: number;
  account_id: string | null;
  account_name: string;
  action: string;
  subject: string | null;
  details_json: string;
  prev_hash: string;
  hash: string;
};

export type SettingsTable = { key: string; value_json: string };
