-- Every list that was signed: what it was made from, the digest of its form of record, and how much of the log it was last
-- held against. A number is given once.
CREATE TABLE lists (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  size INTEGER NOT NULL,
  as_at TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  seen INTEGER NOT NULL CHECK (seen >= size)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER lists_count BEFORE INSERT ON lists
  WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence) + 1, 1) FROM lists)
  BEGIN SELECT RAISE(ABORT, 'list out of order'); END;
--> statement-breakpoint
CREATE TRIGGER lists_kept BEFORE DELETE ON lists BEGIN SELECT RAISE(ABORT, 'lists are never removed'); END;
