/** The name of a signing for people: the register's prefix and its rank among the signings, `SC-00042`. */
export function formatReference(prefix: string, rank: number): string {
  return `${prefix}-${String(rank).padStart(5, '0')}`
}
