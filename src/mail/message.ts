/** A mail as it leaves: plain text. */
export type Message = { subject: string; text: string }
