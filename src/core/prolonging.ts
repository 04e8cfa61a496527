/**
 * Why a certificate was not prolonged when it was last tried: no authority gave a time-stamp that holds; a list of revoked
 * X.509 certificates did not come; the lists are not signed by who they should be, are not in force or name one of ours; what
 * was made of it could not be read back.
 */
export const prolongTroubles = ['no-time-stamp', 'no-list', 'unfit-list', 'not-read-back'] as const
export type ProlongTrouble = (typeof prolongTroubles)[number]
