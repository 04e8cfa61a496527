import { JpegEmbedder, type PDFContext, type PDFRef } from 'pdf-lib'
import { formatHex } from '../encoding/hex.ts'
import { Malformed } from '../encoding/malformed.ts'
import { sha256 } from '../encoding/sha256.ts'

/** A picture in JPEG, as it stands on every certificate of a register: its SHA-256 in hex, and its sides in pixels. */
export type Logo = {
  readonly jpeg: Uint8Array
  readonly digest: string
  readonly width: number
  readonly height: number
  readonly colours: 'DeviceRGB' | 'DeviceGray'
}

/**
 * Reads the coordinator's logo, which is none where there are no bytes. Four inks are for printing houses: a certificate is
 * sRGB (ISO 19005-3 §6.2.4).
 */
export async function parseLogo(jpeg: Uint8Array): Promise<Logo | undefined> {
  if (jpeg.length === 0) return undefined
  if (jpeg.length > largest) throw new Malformed('malformed logo: more than 60 kB')
  // The library reads the buffer below, and knows mistakes of its own.
  const [read] = await Promise.allSettled([JpegEmbedder.for(Uint8Array.from(jpeg))])
  if (read.status === 'rejected') throw new Malformed('malformed logo: not a JPEG')
  const { width, height, colorSpace } = read.value
  const colours = spaces.get(colorSpace)
  if (!colours) throw new Malformed('malformed logo: not in RGB or grey')
  return { jpeg, digest: formatHex(sha256(jpeg)), width, height, colours }
}

/** Embeds a picture (ISO 32000-1 §8.9.5). */
export function embedLogo(context: PDFContext, { jpeg, width, height, colours }: Logo): PDFRef {
  const kind = { Type: 'XObject', Subtype: 'Image', Filter: 'DCTDecode' }
  const form = { Width: width, Height: height, BitsPerComponent: 8, ColorSpace: colours }
  return context.register(context.stream(jpeg, { ...kind, ...form }))
}

/** Draws it as large as it fits into a rectangle around a point; sides are points. */
export function drawLogo({ width, height }: Logo, [x, y]: readonly [number, number]): string {
  const scale = Math.min(widest / width, highest / height)
  const [wide, high] = [width * scale, height * scale]
  return `q ${wide} 0 0 ${high} ${x - wide / 2} ${y - high / 2} cm /logo Do Q`
}

const largest = 60_000
const spaces = new Map<string, Logo['colours']>([
  ['DeviceRGB', 'DeviceRGB'],
  ['DeviceGray', 'DeviceGray'],
])
// Between the frame and the name of the register.
const [widest, highest] = [200, 46]
