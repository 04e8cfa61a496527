-- What was erased, by the digest that the log keeps of it.
CREATE TABLE erasures (
  position INTEGER NOT NULL,
  digest TEXT NOT NULL,
  entry INTEGER NOT NULL,
  signing TEXT REFERENCES signings (id),
  field TEXT,
  ground TEXT NOT NULL CHECK (ground IN ('consent-withdrawn', 'objection', 'no-longer-needed', 'unlawful', 'legal-obligation')),
  on_day TEXT NOT NULL,
  PRIMARY KEY (digest, position)
) STRICT;
--> statement-breakpoint
CREATE INDEX erasures_by_signing ON erasures (signing);
--> statement-breakpoint
CREATE INDEX erasures_by_entry ON erasures (entry);
