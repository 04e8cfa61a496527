-- What is wrong with a witness of ours, and since when; no row where all is well.
CREATE TABLE troubles (
  vkey TEXT PRIMARY KEY,
  trouble TEXT NOT NULL CHECK (trouble IN ('unanswered', 'unreadable', 'other-time', 'malformed',
    'unknown-key', 'unknown-log', 'disputed')),
  since TEXT NOT NULL,
  asked_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- Since when a neighbour's log is not cosigned any more. What was cosigned of it stays.
ALTER TABLE watched ADD COLUMN ended_at TEXT;
