-- Which entries are about a body or a signing: found in the leaves themselves, so no table can disagree with them.
CREATE INDEX entries_by_body ON entries (json_extract(CAST(leaf AS TEXT), '$.body'));
--> statement-breakpoint
CREATE INDEX entries_by_signing ON entries (json_extract(CAST(leaf AS TEXT), '$.signing'));
--> statement-breakpoint
CREATE INDEX successions_by_successor ON successions (successor);
