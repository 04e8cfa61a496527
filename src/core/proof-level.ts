/** How well a seal is proved for later (EN 319 142-1 §6.1): by its key alone, at a time, by what is in the file, for long. */
export const proofLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type ProofLevel = (typeof proofLevels)[number]

/** The level of a certificate that was added to so many times: a time-stamp, what both are judged by, a time-stamp over that, and so on. */
export function proofLevelOf(updates: number): ProofLevel {
  return proofLevels[updates] ?? 'B-LTA'
}

/** Whether a level is at least another. */
export function reaches(level: ProofLevel, least: ProofLevel): boolean {
  return proofLevels.indexOf(level) >= proofLevels.indexOf(least)
}
