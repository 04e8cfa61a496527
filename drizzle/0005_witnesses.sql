-- What others signed of a checkpoint of ours. The newest time of a key wins, and it never runs back.
CREATE TABLE cosignatures (
  size INTEGER NOT NULL REFERENCES checkpoints (size),
  name TEXT NOT NULL,
  key_id BLOB NOT NULL CHECK (length(key_id) = 4),
  time INTEGER NOT NULL CHECK (time >= 0),
  line TEXT NOT NULL,
  PRIMARY KEY (size, name, key_id)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER cosignatures_newer BEFORE UPDATE ON cosignatures WHEN NEW.time < OLD.time
  BEGIN SELECT RAISE(ABORT, 'a cosignature never gets older'); END;
--> statement-breakpoint
-- The checkpoints that the world has been shown: those whose cosignatures met the policy of their time.
CREATE TABLE published (
  size INTEGER PRIMARY KEY REFERENCES checkpoints (size),
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER published_grows BEFORE INSERT ON published
  WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM published)
  BEGIN SELECT RAISE(ABORT, 'a smaller size is never published'); END;
--> statement-breakpoint
CREATE TRIGGER published_fixed BEFORE UPDATE ON published BEGIN SELECT RAISE(ABORT, 'what was published never changes'); END;
--> statement-breakpoint
CREATE TRIGGER published_kept BEFORE DELETE ON published BEGIN SELECT RAISE(ABORT, 'what was published stays published'); END;
--> statement-breakpoint
INSERT INTO published (size, at) SELECT size, signed_at FROM checkpoints ORDER BY size;
--> statement-breakpoint
-- The texts behind the digests of policy.changed.
CREATE TABLE policies (
  position INTEGER PRIMARY KEY REFERENCES entries (position),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  text TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- Other people's logs that this register witnesses: the largest tree that it has cosigned of each.
CREATE TABLE watched (
  origin TEXT PRIMARY KEY,
  vkey TEXT NOT NULL,
  address TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  note TEXT,
  line TEXT,
  time INTEGER NOT NULL DEFAULT 0
) STRICT;
--> statement-breakpoint
CREATE TRIGGER watched_grows BEFORE UPDATE ON watched
  WHEN NEW.size < OLD.size OR NEW.time < OLD.time OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
  BEGIN SELECT RAISE(ABORT, 'a witness never goes back'); END;
--> statement-breakpoint
-- Checkpoints that a log signed and that contradict what it signed before: evidence, kept.
CREATE TABLE contradictions (
  origin TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (origin, note)
) STRICT;
--> statement-breakpoint
-- Why nothing is written and nothing signed. Lifted only by whoever brings the log back to what was published.
CREATE TABLE halts (
  reason TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER entries_halted BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM halts)
  BEGIN SELECT RAISE(ABORT, 'the register has stopped'); END;
