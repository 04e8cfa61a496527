-- How far the register has read its own log on a day, as an outsider would; finished where it all held.
CREATE TABLE audits (
  day TEXT PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  finished_at TEXT
) STRICT;
