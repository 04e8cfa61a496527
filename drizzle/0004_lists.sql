-- A list goes through the names alone until it knows whom it shows: what it is asked for stands beside them.
DROP INDEX bodies_by_name;
--> statement-breakpoint
CREATE INDEX bodies_by_name ON bodies (folded, slug, id, sector, kind);
--> statement-breakpoint
CREATE INDEX issues_by_signing ON issues (signing);
--> statement-breakpoint
CREATE INDEX issues_by_pdf ON issues (pdf);
