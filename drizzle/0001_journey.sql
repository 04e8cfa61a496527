ALTER TABLE sign_ups ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE sign_ups ADD COLUMN returned_at TEXT;
--> statement-breakpoint
ALTER TABLE sign_ups ADD COLUMN returned_words TEXT CHECK ((returned_words IS NULL) = (returned_at IS NULL));
--> statement-breakpoint
UPDATE sign_ups SET changed_at = coalesce(closed_at, sent_at, started_at);
--> statement-breakpoint
CREATE INDEX sign_ups_by_change ON sign_ups (changed_at);
--> statement-breakpoint
ALTER TABLE acts ADD COLUMN client TEXT;
--> statement-breakpoint
ALTER TABLE codes ADD COLUMN entered_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1));
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN issue INTEGER;
--> statement-breakpoint
CREATE INDEX mails_by_address ON mails (address, at);
--> statement-breakpoint
CREATE TABLE approvals (
  sign_up TEXT NOT NULL REFERENCES sign_ups (id),
  coordinator TEXT NOT NULL REFERENCES coordinators (id),
  at TEXT NOT NULL,
  checks TEXT NOT NULL CHECK (json_valid(checks)),
  PRIMARY KEY (sign_up, coordinator)
) STRICT;
