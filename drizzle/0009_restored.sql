-- While a log is brought back from a published copy, and only then, a register that has stopped takes entries: whoever
-- appends anything else asks first whether it has.
DROP TRIGGER entries_halted;
--> statement-breakpoint
CREATE TRIGGER entries_halted BEFORE INSERT ON entries
  WHEN EXISTS (SELECT 1 FROM halts) AND NOT EXISTS (SELECT 1 FROM halts WHERE reason = 'restoring')
  BEGIN SELECT RAISE(ABORT, 'the register has stopped'); END;
--> statement-breakpoint
-- The last list of a copy may come back without those before it: a number is still given once.
DROP TRIGGER lists_count;
--> statement-breakpoint
CREATE TRIGGER lists_count BEFORE INSERT ON lists
  WHEN NEW.sequence <= (SELECT coalesce(max(sequence), 0) FROM lists)
  BEGIN SELECT RAISE(ABORT, 'list out of order'); END;
