-- What is planned, and who looks after what, is found without reading a whole campaign.
CREATE INDEX invitations_planned ON invitations (next_on) WHERE next_on IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invitations_owned ON invitations (owner) WHERE owner IS NOT NULL;
