import { Malformed } from '../encoding/malformed.ts'

/** The text at `/seal/keys`: each X.509 certificate that ever sealed, by its SHA-256 in hex, the newest first. */
export function formatSealKeys(leaves: readonly string[]): string {
  return leaves.map((leaf) => `${leaf}\n`).join('')
}

/** The seals of that text. */
export function parseSealKeys(text: string): readonly string[] {
  if (!/^([0-9a-f]{64}\n)+$/.test(text)) throw new Malformed('malformed seal keys')
  return text.split('\n').slice(0, -1)
}
