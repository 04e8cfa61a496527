import { formatBase64, parseBase64 } from './base64.ts'
import { Malformed } from './malformed.ts'

/** An X.509 certificate in DER, and a line of words above it that no program reads. */
export type Titled = { readonly title: string; readonly der: Uint8Array }

/** X.509 certificates as RFC 7468 §5 writes them, each under its title: what openssl takes for `-CAfile`. */
export function formatPem(all: readonly Titled[]): string {
  return all.map(({ title, der }) => `# ${title}\n${begin}\n${formatLines(der)}\n${end}\n`).join('')
}

/** The certificates of a file that {@link formatPem} writes, and of no other: other words between them would be passed over elsewhere. */
export function parsePem(text: string): readonly Titled[] {
  const all = Array.from(text.matchAll(block), ([, title = '', lines = '']) => ({
    title,
    der: parseBase64(lines.replaceAll('\n', '')),
  }))
  if (formatPem(all) !== text) throw new Malformed('malformed certificates')
  return all
}

function formatLines(der: Uint8Array): string {
  return formatBase64(der).replaceAll(/.{64}(?!$)/g, '$&\n')
}

const [begin, end] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----']
const block = new RegExp(`# (.*)\\n${begin}\\n([A-Za-z0-9+/=\\n]*)\\n${end}\\n`, 'g')
