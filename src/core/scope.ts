/**
 * What a coordinator may let a program do. Agreeing, to what another coordinator proposed or to an edition, and what is
 * kept about a person are in none of them: these need somebody who is signed in.
 */
export const scopes = ['read:desk', 'write:sign-ups', 'write:register'] as const

/** One thing that a token allows. */
export type Scope = (typeof scopes)[number]

/** Days for which a token works at most. */
export const mostTokenDays = 366
