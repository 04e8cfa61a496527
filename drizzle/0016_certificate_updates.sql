-- What was added to a certificate since it was issued, a revision of its file a row: time-stamps, and between them what these are judged by.
CREATE TABLE certificate_updates (
  signing TEXT NOT NULL,
  number INTEGER NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  authority TEXT,
  policy TEXT,
  serial TEXT,
  stamped_at TEXT,
  holds_until TEXT,
  due TEXT,
  bytes BLOB NOT NULL CHECK (length(bytes) > 0),
  PRIMARY KEY (signing, number, sequence),
  FOREIGN KEY (signing, number) REFERENCES certificates (signing, number),
  CHECK ((authority IS NULL) = (sequence % 2 = 0)),
  CHECK ((authority IS NULL) = (policy IS NULL) AND (authority IS NULL) = (serial IS NULL) AND (authority IS NULL) = (stamped_at IS NULL)
    AND (authority IS NULL) = (holds_until IS NULL) AND (authority IS NULL) = (due IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX certificate_updates_due ON certificate_updates (due) WHERE due IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER certificate_updates_next BEFORE INSERT ON certificate_updates
  WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence) + 1, 1) FROM certificate_updates WHERE signing = NEW.signing AND number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'update out of order'); END;
--> statement-breakpoint
CREATE TRIGGER certificate_updates_fixed BEFORE UPDATE ON certificate_updates BEGIN SELECT RAISE(ABORT, 'updates never change'); END;
--> statement-breakpoint
-- Certificates that could not be prolonged when they were last tried, since when that is so, and when they are tried again.
CREATE TABLE certificate_tries (
  signing TEXT NOT NULL,
  number INTEGER NOT NULL,
  failing_since TEXT NOT NULL,
  tried_at TEXT NOT NULL,
  again_at TEXT NOT NULL,
  trouble TEXT NOT NULL CHECK (trouble IN ('no-time-stamp', 'no-list', 'unfit-list', 'not-read-back', 'too-late')),
  PRIMARY KEY (signing, number),
  FOREIGN KEY (signing, number) REFERENCES certificates (signing, number)
) STRICT;
--> statement-breakpoint
CREATE INDEX certificate_tries_by_time ON certificate_tries (tried_at);
--> statement-breakpoint
-- The X.509 certificates that time-stamps of ours lead to, also of authorities that are not asked any more.
CREATE TABLE stamp_anchors (
  sha256 TEXT PRIMARY KEY,
  authority TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;
--> statement-breakpoint
-- One more thing may be wrong with a time-stamp. Who was asked when is found out anew.
DROP TABLE stamp_tries;
--> statement-breakpoint
CREATE TABLE stamp_tries (
  authority TEXT PRIMARY KEY,
  tried_at TEXT NOT NULL,
  good_at TEXT,
  trouble TEXT CHECK (trouble IN ('unanswered', 'unreadable', 'rejected', 'other-imprint', 'other-nonce', 'other-policy', 'other-time',
    'bad-signature', 'other-purpose', 'unknown-issuer', 'loose-parts'))
) STRICT;
