-- Mail on its way: when it is tried next and how often it was, and what became of it. What was there before has been shown.
ALTER TABLE mails ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'cy'));
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN invitation TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN due_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN sent_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN delivered_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN bounced_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN dead_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN trouble TEXT CHECK (trouble IN ('unanswered', 'not-let-in', 'busy', 'address-refused', 'refused', 'full',
  'not-handed-on', 'came-back', 'too-late', 'unwanted', 'given-up', 'put-back'));
--> statement-breakpoint
-- The desk has sent it again or needs to do nothing more about it.
ALTER TABLE mails ADD COLUMN settled_at TEXT;
--> statement-breakpoint
ALTER TABLE mails ADD COLUMN carried_as TEXT;
--> statement-breakpoint
UPDATE mails SET sent_at = at;
--> statement-breakpoint
-- What somebody waits for leaves before what they never asked for.
CREATE INDEX mails_due ON mails (invitation IS NOT NULL, due_at, id) WHERE due_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX mails_in_trouble ON mails (id) WHERE coalesce(dead_at, bounced_at) IS NOT NULL AND settled_at IS NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX mails_by_carrier ON mails (carried_as) WHERE carried_as IS NOT NULL;
--> statement-breakpoint
-- Who may do what at the desk, and by which keys they come in.
ALTER TABLE coordinators ADD COLUMN role TEXT NOT NULL DEFAULT 'coordinator' CHECK (role IN ('coordinator', 'assistant', 'reader'));
--> statement-breakpoint
ALTER TABLE sessions ADD COLUMN begun_at TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE sessions ADD COLUMN client TEXT;
--> statement-breakpoint
ALTER TABLE sessions ADD COLUMN confirmed_by TEXT CHECK (confirmed_by IN ('mailed-code', 'handed-slip'));
--> statement-breakpoint
CREATE INDEX sessions_by_subject ON sessions (subject);
--> statement-breakpoint
CREATE INDEX sign_ups_sent ON sign_ups (sent_at, id) WHERE closed_at IS NULL AND sent_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX sign_ups_at_board ON sign_ups (board_on) WHERE closed_at IS NULL AND sent_at IS NULL;
--> statement-breakpoint
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  coordinator TEXT NOT NULL REFERENCES coordinators (id),
  name TEXT NOT NULL,
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL CHECK (json_valid(transports)),
  made_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
--> statement-breakpoint
-- What a passkey has signed and never signs again. A challenge is a token, made when it is asked for: only a spent one is kept.
CREATE TABLE challenges (
  id TEXT PRIMARY KEY,
  expires_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX challenges_by_end ON challenges (expires_at);
--> statement-breakpoint
-- Everything that somebody did at the desk: which form or operation, about what, and how it was answered.
CREATE TABLE trail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  coordinator TEXT NOT NULL REFERENCES coordinators (id),
  token TEXT,
  route TEXT NOT NULL,
  subject TEXT,
  status INTEGER
) STRICT;
--> statement-breakpoint
CREATE INDEX trail_by_day ON trail (at);
--> statement-breakpoint
-- When each job of the clock last ran, and how that went.
CREATE TABLE job_runs (
  job TEXT PRIMARY KEY,
  begun_at TEXT NOT NULL,
  ended_at TEXT,
  done_at TEXT,
  reference TEXT
) STRICT;
--> statement-breakpoint
-- Whom to write to or to call at a body.
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT,
  phone TEXT,
  language TEXT NOT NULL CHECK (language IN ('en', 'cy')),
  source TEXT NOT NULL CHECK (source IN ('sign-up', 'desk', 'reply')),
  since TEXT NOT NULL,
  confirmed_at TEXT,
  bounced_at TEXT,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX contacts_of_bodies ON contacts (body) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  from_edition TEXT,
  to_edition TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  target_on TEXT NOT NULL,
  closes_on TEXT NOT NULL,
  target INTEGER NOT NULL,
  chase TEXT NOT NULL CHECK (json_valid(chase)),
  quiet INTEGER NOT NULL CHECK (quiet IN (0, 1)),
  made_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;
--> statement-breakpoint
-- A wave is sent as a whole: the kinds of body in it, and from when on.
CREATE TABLE waves (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL CHECK (json_valid(kinds)),
  on_day TEXT NOT NULL,
  sent_at TEXT,
  PRIMARY KEY (campaign, number)
) STRICT;
--> statement-breakpoint
-- One body in a campaign. Facts and their days; where it stands is computed.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  body TEXT NOT NULL,
  kind TEXT NOT NULL,
  wave INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  checked_at TEXT,
  checked_by TEXT REFERENCES coordinators (id),
  left_out TEXT CHECK (left_out IN ('ended', 'suspended', 'not-theirs', 'by-hand')),
  contact TEXT REFERENCES contacts (id),
  invited_at TEXT,
  last_mail TEXT,
  last_mail_at TEXT,
  reminders INTEGER NOT NULL DEFAULT 0,
  sent_at TEXT,
  delivered_at TEXT,
  bounced_at TEXT,
  started_at TEXT,
  sign_up TEXT,
  board_on TEXT,
  declined_at TEXT,
  declined_words TEXT,
  stopped_at TEXT,
  called_at TEXT,
  owner TEXT REFERENCES coordinators (id),
  next_step TEXT,
  next_on TEXT,
  UNIQUE (campaign, body)
) STRICT;
--> statement-breakpoint
CREATE INDEX invitations_of_bodies ON invitations (body);
--> statement-breakpoint
CREATE INDEX invitations_of_sign_ups ON invitations (sign_up) WHERE sign_up IS NOT NULL;
--> statement-breakpoint
-- What a campaign asks of the register: who has signed an edition, and who has ended.
CREATE INDEX signings_of_editions ON signings (edition, body, id);
--> statement-breakpoint
CREATE INDEX bodies_ended ON bodies (ended_on) WHERE ended_on IS NOT NULL;
--> statement-breakpoint
-- A sign-up is erased long before a campaign is: what its body said stays with the invitation.
CREATE TRIGGER sign_ups_declined AFTER UPDATE OF outcome ON sign_ups WHEN NEW.outcome = 'declined'
  BEGIN UPDATE invitations SET declined_at = NEW.closed_at, declined_words = NEW.ended_words WHERE sign_up = NEW.id; END;
--> statement-breakpoint
CREATE TRIGGER sign_ups_at_board AFTER UPDATE OF board_on ON sign_ups
  BEGIN UPDATE invitations SET board_on = NEW.board_on WHERE sign_up = NEW.id; END;
--> statement-breakpoint
CREATE TRIGGER mails_on_their_way AFTER UPDATE OF sent_at, delivered_at, bounced_at ON mails WHEN NEW.invitation IS NOT NULL
  BEGIN
    UPDATE invitations SET sent_at = NEW.sent_at, delivered_at = NEW.delivered_at, bounced_at = NEW.bounced_at
      WHERE id = NEW.invitation AND last_mail = NEW.id;
    UPDATE contacts SET bounced_at = NEW.bounced_at WHERE NEW.bounced_at IS NOT NULL
      AND id = (SELECT contact FROM invitations WHERE id = NEW.invitation) AND lower(address) = lower(NEW.address);
  END;
--> statement-breakpoint
-- A body that has not signed and that somebody is courting, on the register or not.
CREATE TABLE prospects (
  id TEXT PRIMARY KEY,
  body TEXT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL REFERENCES coordinators (id),
  next_step TEXT NOT NULL,
  next_on TEXT NOT NULL,
  made_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;
--> statement-breakpoint
-- What somebody said on the telephone, or what a coordinator wants to remember, about an invitation or a prospect.
CREATE TABLE notes (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  at TEXT NOT NULL,
  coordinator TEXT NOT NULL REFERENCES coordinators (id),
  kind TEXT NOT NULL CHECK (kind IN ('call', 'note')),
  words TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX notes_of_subjects ON notes (subject, at);
--> statement-breakpoint
-- A meeting at which many sign, and the sign-ups that are signed there. Codes are computed as slips are printed or mailed: none is here.
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  on_day TEXT NOT NULL,
  edition TEXT NOT NULL,
  language TEXT NOT NULL,
  made_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  closed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE attendances (
  event TEXT NOT NULL REFERENCES events (id),
  sign_up TEXT NOT NULL,
  issue INTEGER NOT NULL,
  added_at TEXT NOT NULL,
  mailed_at TEXT,
  PRIMARY KEY (event, sign_up)
) STRICT;
--> statement-breakpoint
CREATE INDEX attendances_of_sign_ups ON attendances (sign_up);
--> statement-breakpoint
-- A link may be that of an invitation.
CREATE TABLE links_anew (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('resume', 'signature', 'desk', 'invitation', 'calendar')),
  subject TEXT NOT NULL,
  signatory INTEGER,
  issue INTEGER NOT NULL,
  expires_at TEXT NOT NULL,
  spent_at TEXT
) STRICT;
--> statement-breakpoint
INSERT INTO links_anew SELECT id, purpose, subject, signatory, issue, expires_at, spent_at FROM links;
--> statement-breakpoint
DROP TABLE links;
--> statement-breakpoint
ALTER TABLE links_anew RENAME TO links;
--> statement-breakpoint
CREATE INDEX links_by_subject ON links (subject);
--> statement-breakpoint
-- How often anything changed that a campaign is counted by, beside the log: counts are kept in memory until it does.
CREATE TABLE campaign_changes (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  count INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO campaign_changes VALUES (1, 0);
--> statement-breakpoint
CREATE TRIGGER invitations_added AFTER INSERT ON invitations BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER invitations_changed AFTER UPDATE ON invitations BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER invitations_gone AFTER DELETE ON invitations BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER contacts_changed AFTER UPDATE ON contacts BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER waves_changed AFTER UPDATE ON waves BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER sign_ups_changed AFTER UPDATE ON sign_ups BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER sign_ups_gone AFTER DELETE ON sign_ups BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER acts_added AFTER INSERT ON acts BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER acts_gone AFTER DELETE ON acts BEGIN UPDATE campaign_changes SET count = count + 1; END;
--> statement-breakpoint
CREATE TRIGGER scans_added AFTER INSERT ON scans BEGIN UPDATE campaign_changes SET count = count + 1; END;
