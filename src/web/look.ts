import type { Local } from '../actions/parts.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { mix } from './colour.ts'

/** The style sheet of a register's own colour and typeface. Its address changes with it, so that it may be kept for ever. */
export function lookOf({ accent, typeface }: Pick<Local, 'accent' | 'typeface'>): { css: string; address: string } {
  const properties = {
    accent,
    'accent-dark': mix(accent, '#000000', 0.35),
    'accent-light': mix(accent, '#ffffff', 0.88),
    // On the tinted surface too, a link has the contrast that the accent has on white.
    link: mix(accent, '#000000', 0.15),
    surface: mix(accent, '#ffffff', 0.94),
    border: mix(accent, '#ffffff', 0.6),
    typeface,
  }
  const lines = Object.entries(properties).map(([name, value]) => `--register-${name}:${value}`)
  const css = `:root{${lines.join(';')}}\n`
  return { css, address: `/look.css?v=${formatHex(sha256(formatUtf8(css))).slice(0, 10)}` }
}
