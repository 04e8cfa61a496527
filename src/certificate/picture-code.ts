import { encode } from 'uqr'
import { number } from './ornament.ts'

/**
 * A QR code (ISO/IEC 18004, level M) as filled rectangles, one for each run of dark modules. The square is the code alone: the
 * caller leaves four modules of paper around it.
 */
export function drawPictureCode(text: string, x: number, y: number, side: number): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const module = side / size
  const runs: string[] = []
  for (const [row, modules] of data.entries()) {
    for (let first = 0; first < size; first++) {
      if (!modules[first]) continue
      const start = first
      while (modules[first + 1]) first++
      const top = y + side - (row + 1) * module
      runs.push(
        `${number(x + start * module)} ${number(top)} ${number((first + 1 - start) * module)} ${number(module)} re`,
      )
    }
  }
  return `0 g ${runs.join(' ')} f`
}
