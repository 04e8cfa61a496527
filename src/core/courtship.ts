/** How far a prospect has come, from the last to the first of what may have happened. */
export const courtships = ['signed', 'signing', 'invited', 'registered', 'outside'] as const
export type Courtship = (typeof courtships)[number]

/** What is known of a prospect: its body is on the register, has a signing in force, a sign-up under way, is asked by a campaign. */
export type CourtshipFacts = { registered: boolean; signed: boolean; signing: boolean; invited: boolean }

/** How far a prospect has come. Computed, never stored. */
export function courtshipOf({ registered, signed, signing, invited }: CourtshipFacts): Courtship {
  if (signed) return 'signed'
  if (signing) return 'signing'
  if (invited) return 'invited'
  return registered ? 'registered' : 'outside'
}
