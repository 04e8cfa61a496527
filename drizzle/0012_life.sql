-- What a body was made from, and texts that were corrected since.
CREATE TABLE predecessors (
  position INTEGER NOT NULL,
  body TEXT NOT NULL REFERENCES bodies (id),
  predecessor TEXT NOT NULL REFERENCES bodies (id),
  PRIMARY KEY (body, predecessor)
) STRICT;
--> statement-breakpoint
CREATE INDEX predecessors_by_predecessor ON predecessors (predecessor);
--> statement-breakpoint
CREATE TABLE former_texts (
  position INTEGER NOT NULL,
  edition TEXT NOT NULL REFERENCES editions (id),
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (position, edition, language)
) STRICT;
--> statement-breakpoint
ALTER TABLE bodies ADD COLUMN end_announced_as TEXT CHECK (end_announced_as IN ('abolished', 'merged', 'split', 'wound-up'));
--> statement-breakpoint
-- Acts that a second coordinator has to agree to, and what became of them.
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  act TEXT NOT NULL CHECK (json_valid(act)),
  proposer TEXT NOT NULL REFERENCES coordinators (id),
  at TEXT NOT NULL,
  closed_at TEXT,
  outcome TEXT CHECK (outcome IN ('approved', 'turned-down')),
  closer TEXT REFERENCES coordinators (id),
  words TEXT,
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
--> statement-breakpoint
-- Mistakes that somebody reported, about an entry or an address.
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  entry INTEGER,
  place TEXT NOT NULL,
  words TEXT NOT NULL,
  address TEXT,
  closed_at TEXT,
  outcome TEXT CHECK (outcome IN ('corrected', 'no-mistake')),
  answer TEXT,
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX reports_by_day ON reports (at);
--> statement-breakpoint
-- Editions that are being written: private until they are agreed.
CREATE TABLE edition_drafts (
  id TEXT PRIMARY KEY,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  revision INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  agreed_at TEXT,
  edition TEXT,
  CHECK ((agreed_at IS NULL) = (edition IS NULL))
) STRICT;
--> statement-breakpoint
-- Scans of what was signed on paper, and what somebody typed from each; the log has a salted digest.
CREATE TABLE scans (
  sign_up TEXT PRIMARY KEY REFERENCES sign_ups (id),
  media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  transcript TEXT NOT NULL CHECK (json_valid(transcript)),
  at TEXT NOT NULL,
  coordinator TEXT REFERENCES coordinators (id)
) STRICT;
--> statement-breakpoint
-- Tokens by which a coordinator's programs come in: the digest of each, and what it may do.
CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  coordinator TEXT NOT NULL REFERENCES coordinators (id),
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
-- Answers that were given to requests with an Idempotency-Key, sealed, for a day; none while one is being made.
CREATE TABLE repeats (
  subject TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  answer TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (subject, key)
) STRICT;
--> statement-breakpoint
CREATE INDEX repeats_by_day ON repeats (at);
--> statement-breakpoint
-- Whether a body's website answered when it was last asked.
CREATE TABLE site_checks (
  body TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  at TEXT NOT NULL,
  failing_since TEXT
) STRICT;
--> statement-breakpoint
-- A sign-up may end as declined, is for the board on some day, and has been warned of its end; and more is found by its day.
CREATE TABLE sign_ups_anew (
  id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  preparer_name TEXT NOT NULL,
  preparer_address TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  revision INTEGER NOT NULL,
  sent_at TEXT,
  closed_at TEXT,
  outcome TEXT CHECK (outcome IN ('accepted', 'declined', 'turned-down')),
  changed_at TEXT NOT NULL DEFAULT '',
  returned_at TEXT,
  returned_words TEXT CHECK ((returned_words IS NULL) = (returned_at IS NULL)),
  ended_words TEXT,
  board_on TEXT,
  warned_at TEXT,
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
--> statement-breakpoint
INSERT INTO sign_ups_anew (id, started_at, preparer_name, preparer_address, draft, revision, sent_at, closed_at, outcome, changed_at, returned_at, returned_words)
  SELECT id, started_at, preparer_name, preparer_address, draft, revision, sent_at, closed_at, outcome, changed_at, returned_at, returned_words FROM sign_ups;
--> statement-breakpoint
DROP TABLE sign_ups;
--> statement-breakpoint
ALTER TABLE sign_ups_anew RENAME TO sign_ups;
--> statement-breakpoint
CREATE INDEX sign_ups_by_change ON sign_ups (changed_at);
--> statement-breakpoint
CREATE INDEX mails_by_day ON mails (at);
--> statement-breakpoint
CREATE INDEX codes_by_end ON codes (expires_at);
--> statement-breakpoint
CREATE INDEX sessions_by_end ON sessions (expires_at);
--> statement-breakpoint
-- What happened to editions, among all that happened.
CREATE INDEX entries_of_editions ON entries (position)
  WHERE json_extract(CAST(leaf AS TEXT), '$.type') IN ('edition.published', 'edition.corrected', 'edition.extended');
