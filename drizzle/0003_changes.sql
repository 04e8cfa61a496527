-- Which entries are about a body, a signing or an edition: found in the leaves themselves, so no table can disagree with them.
CREATE INDEX entries_by_body ON entries (json_extract(CAST(leaf AS TEXT), '$.body'))
  WHERE json_extract(CAST(leaf AS TEXT), '$.body') IS NOT NULL;
--> statement-breakpoint
CREATE INDEX entries_by_signing ON entries (json_extract(CAST(leaf AS TEXT), '$.signing'))
  WHERE json_extract(CAST(leaf AS TEXT), '$.signing') IS NOT NULL;
