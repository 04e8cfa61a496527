CREATE TABLE entries (
  position INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  id TEXT NOT NULL UNIQUE,
  leaf BLOB NOT NULL CHECK (length(leaf) BETWEEN 2 AND 4096),
  leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER entries_next BEFORE INSERT ON entries
  WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM entries)
  BEGIN SELECT RAISE(ABORT, 'entry out of order'); END;
--> statement-breakpoint
CREATE TRIGGER entries_once BEFORE INSERT ON entries
  WHEN EXISTS (SELECT 1 FROM entries WHERE key = NEW.key OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'entry already there'); END;
--> statement-breakpoint
CREATE TRIGGER entries_fixed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
--> statement-breakpoint
CREATE TRIGGER entries_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
--> statement-breakpoint
CREATE TABLE disclosures (
  digest TEXT PRIMARY KEY,
  position INTEGER NOT NULL REFERENCES entries (position),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  public INTEGER NOT NULL CHECK (public IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE INDEX disclosures_by_position ON disclosures (position);
--> statement-breakpoint
CREATE TRIGGER disclosures_fixed BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'disclosures never change'); END;
--> statement-breakpoint
CREATE TABLE tile_hashes (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 63),
  position INTEGER NOT NULL CHECK (position >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER tile_hashes_once BEFORE INSERT ON tile_hashes
  WHEN EXISTS (SELECT 1 FROM tile_hashes WHERE level = NEW.level AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'tile hash already there'); END;
--> statement-breakpoint
CREATE TRIGGER tile_hashes_fixed BEFORE UPDATE ON tile_hashes BEGIN SELECT RAISE(ABORT, 'tile hashes never change'); END;
--> statement-breakpoint
CREATE TRIGGER tile_hashes_kept BEFORE DELETE ON tile_hashes BEGIN SELECT RAISE(ABORT, 'tile hashes are never removed'); END;
--> statement-breakpoint
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size > 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  note TEXT NOT NULL,
  signed_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER checkpoints_once BEFORE INSERT ON checkpoints
  WHEN EXISTS (SELECT 1 FROM checkpoints WHERE size = NEW.size)
  BEGIN SELECT RAISE(ABORT, 'checkpoint already there'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoints_fixed BEFORE UPDATE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints never change'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoints_kept BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are never removed'); END;
--> statement-breakpoint
CREATE TABLE register (
  position INTEGER PRIMARY KEY CHECK (position = 0),
  origin TEXT NOT NULL,
  name TEXT NOT NULL,
  custodian TEXT NOT NULL,
  prefix TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE instruments (
  position INTEGER NOT NULL,
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  area TEXT,
  binds TEXT NOT NULL CHECK (json_valid(binds))
) STRICT;
--> statement-breakpoint
CREATE TABLE editions (
  position INTEGER NOT NULL,
  id TEXT PRIMARY KEY,
  instrument TEXT NOT NULL REFERENCES instruments (id),
  slug TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  reference TEXT,
  illustrative INTEGER NOT NULL CHECK (illustrative IN (0, 1)),
  agreed_on TEXT,
  in_force_from TEXT NOT NULL,
  transition_ends TEXT,
  term_ends TEXT,
  review_by TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE edition_texts (
  position INTEGER NOT NULL,
  edition TEXT NOT NULL REFERENCES editions (id),
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (edition, language)
) STRICT;
--> statement-breakpoint
CREATE TABLE replacements (
  position INTEGER NOT NULL,
  edition TEXT NOT NULL REFERENCES editions (id),
  replaces TEXT NOT NULL REFERENCES editions (id),
  PRIMARY KEY (edition, replaces)
) STRICT;
--> statement-breakpoint
CREATE TABLE bodies (
  position INTEGER NOT NULL,
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  sector TEXT NOT NULL CHECK (sector IN ('public-sector', 'vcs')),
  kind TEXT NOT NULL CHECK (kind IN ('unitary-or-county-council', 'district-council', 'town-or-parish-council', 'nhs-body',
    'police-force', 'police-and-crime-commissioner', 'fire-authority', 'education-body', 'housing-provider', 'national-body',
    'partnership', 'registered-charity', 'community-interest-company', 'community-group', 'faith-group', 'social-enterprise',
    'infrastructure-body', 'assembly', 'other-vcs-body')),
  website TEXT,
  area TEXT,
  started_on TEXT,
  end_announced TEXT,
  ended_on TEXT,
  end_reason TEXT CHECK (end_reason IN ('abolished', 'merged', 'split', 'wound-up', 'registered-twice'))
) STRICT;
--> statement-breakpoint
CREATE INDEX bodies_by_name ON bodies (folded, slug);
--> statement-breakpoint
CREATE TABLE body_names (
  position INTEGER NOT NULL,
  body TEXT NOT NULL REFERENCES bodies (id),
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  from_day TEXT,
  PRIMARY KEY (body, position, language)
) STRICT;
--> statement-breakpoint
CREATE TABLE slugs (
  position INTEGER NOT NULL,
  noun TEXT NOT NULL CHECK (noun IN ('body', 'edition', 'instrument')),
  slug TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (noun, slug)
) STRICT;
--> statement-breakpoint
CREATE TABLE identifiers (
  position INTEGER NOT NULL,
  body TEXT NOT NULL REFERENCES bodies (id),
  digest TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,
  ended_on TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX identifiers_by_body ON identifiers (body);
--> statement-breakpoint
CREATE INDEX identifiers_by_number ON identifiers (identifier);
--> statement-breakpoint
CREATE TABLE successions (
  position INTEGER NOT NULL,
  body TEXT NOT NULL REFERENCES bodies (id),
  successor TEXT NOT NULL REFERENCES bodies (id),
  relation TEXT NOT NULL CHECK (relation IN ('successor', 'functions-to', 'continued-by')),
  PRIMARY KEY (body, successor, relation)
) STRICT;
--> statement-breakpoint
CREATE TABLE signings (
  position INTEGER NOT NULL,
  id TEXT PRIMARY KEY,
  rank INTEGER NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL REFERENCES bodies (id),
  edition TEXT NOT NULL REFERENCES editions (id),
  language TEXT,
  text TEXT,
  method TEXT NOT NULL CHECK (method IN ('online', 'paper', 'historic')),
  "check" TEXT NOT NULL CHECK (json_valid("check")),
  approvers INTEGER NOT NULL CHECK (approvers IN (1, 2)),
  attested_on TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX signings_by_body ON signings (body);
--> statement-breakpoint
CREATE TABLE signatures (
  position INTEGER NOT NULL,
  signing TEXT NOT NULL REFERENCES signings (id),
  number INTEGER NOT NULL,
  on_day TEXT,
  mandate TEXT CHECK (mandate IN ('office', 'delegated', 'resolution', 'on-behalf-of-members')),
  decided_on TEXT,
  name TEXT,
  role TEXT,
  minute TEXT,
  PRIMARY KEY (signing, number)
) STRICT;
--> statement-breakpoint
CREATE TABLE signing_acts (
  position INTEGER PRIMARY KEY,
  signing TEXT NOT NULL REFERENCES signings (id),
  act TEXT NOT NULL CHECK (act IN ('reaffirmed', 'withdrawn', 'suspended', 'reinstated', 'removed', 'voided')),
  on_day TEXT,
  review_by TEXT,
  ground TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX signing_acts_by_signing ON signing_acts (signing);
--> statement-breakpoint
CREATE TABLE issues (
  position INTEGER PRIMARY KEY,
  signing TEXT NOT NULL REFERENCES signings (id),
  pdf TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE texts (
  sha256 TEXT PRIMARY KEY,
  markdown BLOB NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE certificates (
  signing TEXT NOT NULL,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  pdf BLOB NOT NULL,
  PRIMARY KEY (signing, number)
) STRICT;
--> statement-breakpoint
CREATE TABLE publications (
  name TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  as_at TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE coordinators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL UNIQUE,
  employer TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE sign_ups (
  id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  preparer_name TEXT NOT NULL,
  preparer_address TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  revision INTEGER NOT NULL,
  sent_at TEXT,
  closed_at TEXT,
  outcome TEXT CHECK (outcome IN ('accepted', 'returned')),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
--> statement-breakpoint
CREATE TABLE acts (
  sign_up TEXT NOT NULL REFERENCES sign_ups (id),
  signatory INTEGER NOT NULL,
  edition TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  statement TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (sign_up, signatory, edition)
) STRICT;
--> statement-breakpoint
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('resume', 'signature', 'desk')),
  subject TEXT NOT NULL,
  signatory INTEGER,
  issue INTEGER NOT NULL,
  expires_at TEXT NOT NULL,
  spent_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX links_by_subject ON links (subject);
--> statement-breakpoint
CREATE TABLE codes (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('signature', 'desk')),
  subject TEXT NOT NULL,
  tries INTEGER NOT NULL,
  expires_at TEXT NOT NULL,
  spent_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX codes_by_subject ON codes (subject);
--> statement-breakpoint
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('preparer', 'invited', 'signatory', 'coordinator')),
  subject TEXT NOT NULL,
  signatory INTEGER,
  expires_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE mails (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  address TEXT NOT NULL,
  template TEXT NOT NULL,
  slots TEXT NOT NULL CHECK (json_valid(slots)),
  link TEXT,
  code TEXT
) STRICT;
