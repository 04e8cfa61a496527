import { encode } from 'uqr'
import { number } from './ornament.ts'

/**
 * A QR code (ISO/IEC 18004, level M) as filled rectangles, one for each run of dark modules. The square is the code alone: the
 * caller leaves four modules of paper around it.
 */
export function drawPictureCode(text: string, x: number, y: number, side: number): string {
  // Every reader takes any of the eight masks; to try them all takes longer than everything else on the page.
  const { data, size } = encode(text, { ecc: 'M', border: 0, maskPattern: 0 })
  const runs: string[] = []
  for (const [row, modules] of data.entries()) {
    for (let first = 0; first < size; first++) {
      if (!modules[first]) continue
      const start = first
      while (modules[first + 1]) first++
      runs.push(`${start} ${size - row - 1} ${first + 1 - start} 1 re`)
    }
  }
  // One module is one unit, so that the numbers are short.
  const unit = side / size
  return `q ${unit.toFixed(5)} 0 0 ${unit.toFixed(5)} ${number(x)} ${number(y)} cm 0 g ${runs.join(' ')} f Q`
}
