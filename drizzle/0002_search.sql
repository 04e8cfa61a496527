ALTER TABLE body_names ADD COLUMN words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(words));
--> statement-breakpoint
ALTER TABLE body_names ADD COLUMN initials TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(initials));
--> statement-breakpoint
ALTER TABLE signings ADD COLUMN signed_on TEXT;
--> statement-breakpoint
CREATE INDEX signings_by_day ON signings (signed_on, rank);
--> statement-breakpoint
CREATE UNIQUE INDEX signings_by_position ON signings (position);
--> statement-breakpoint
CREATE UNIQUE INDEX bodies_by_position ON bodies (position);
--> statement-breakpoint
CREATE TABLE body_words (
  word TEXT NOT NULL,
  size INTEGER NOT NULL,
  body INTEGER NOT NULL,
  PRIMARY KEY (word, size, body)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX body_words_by_body ON body_words (body, word);
--> statement-breakpoint
CREATE TABLE word_shapes (
  shape TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (shape, word)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER body_names_searched AFTER INSERT ON body_names
  BEGIN
    INSERT INTO word_shapes (shape, word)
      SELECT value, value FROM json_each(NEW.words) WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO word_shapes (shape, word)
      SELECT value, value FROM json_each(NEW.initials) WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO body_words (word, size, body)
      SELECT value, json_array_length(NEW.words), (SELECT position FROM bodies WHERE id = NEW.body)
      FROM (SELECT value FROM json_each(NEW.words) UNION SELECT value FROM json_each(NEW.initials))
      WHERE true ON CONFLICT DO NOTHING;
  END;
--> statement-breakpoint
-- A new word brings its shapes: itself without each of its letters, as core/search-words.ts makes them.
CREATE TRIGGER word_shapes_made AFTER INSERT ON word_shapes
  WHEN NEW.shape = NEW.word AND length(NEW.word) BETWEEN 4 AND 40
  BEGIN
    INSERT INTO word_shapes (shape, word)
      SELECT substr(NEW.word, 1, value - 1) || substr(NEW.word, value + 1), NEW.word
      FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40]')
      WHERE value <= length(NEW.word) ON CONFLICT DO NOTHING;
  END;
--> statement-breakpoint
CREATE TABLE projections (
  made INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;
