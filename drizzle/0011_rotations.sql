-- Which keys the register has had, and what for.
CREATE TABLE rotations (
  position INTEGER NOT NULL,
  use TEXT NOT NULL CHECK (use IN ('log', 'seal', 'jose', 'witness')),
  key TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('made', 'routine', 'compromised', 'withdrawn')),
  at TEXT NOT NULL,
  PRIMARY KEY (position, use)
) STRICT;
