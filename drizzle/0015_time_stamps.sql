-- How each time-stamping authority answered when it was last asked, and when it last gave a time-stamp that held.
CREATE TABLE stamp_tries (
  authority TEXT PRIMARY KEY,
  tried_at TEXT NOT NULL,
  good_at TEXT,
  trouble TEXT CHECK (trouble IN ('unanswered', 'unreadable', 'rejected', 'other-imprint', 'other-nonce', 'other-policy', 'other-time',
    'bad-signature', 'other-purpose', 'unknown-issuer'))
) STRICT;
