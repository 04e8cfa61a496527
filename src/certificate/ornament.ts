import type { Colour } from './set-text.ts'

/** A4 in points (ISO 216). */
export const page = { width: 595.28, height: 841.89 } as const

/** The frame around the page: a heavy rule, and a fine one whose corners are cut out round. */
export function drawFrame(accent: Colour): string {
  const [outer, inner, corner] = [24, 30, 13]
  const [left, bottom, right, top] = [inner, inner, page.width - inner, page.height - inner]
  const bend = corner * (1 - round)
  const fine = [
    `${left + corner} ${bottom} m ${right - corner} ${bottom} l`,
    `${right - corner} ${bottom + corner - bend} ${right - bend} ${bottom + corner} ${right} ${bottom + corner} c`,
    `${right} ${top - corner} l`,
    `${right - bend} ${top - corner} ${right - corner} ${top - corner + bend} ${right - corner} ${top} c`,
    `${left + corner} ${top} l`,
    `${left + corner} ${top - corner + bend} ${left + bend} ${top - corner} ${left} ${top - corner} c`,
    `${left} ${bottom + corner} l`,
    `${left + bend} ${bottom + corner} ${left + corner} ${bottom + corner - bend} ${left + corner} ${bottom} c h`,
  ]
  const heavy = `${outer} ${outer} ${page.width - outer * 2} ${page.height - outer * 2} re`
  return `${stroke(accent)} 1.6 w ${heavy} S 0.5 w ${tidy(fine.join(' '))} S`
}

/** Two sets of rings that run through each other: two sectors, one agreement. */
export function drawRings(accent: Colour, middle: number, y: number): string {
  const rings = tidy([7, 9.5, 12, 14.5, 17, 19.5, 22].map((radius) => circle(0, 0, radius)).join(' '))
  // The second set is written as the first, so that it takes no room.
  const sets = [-12.5, 12.5].map((shift) => `q 1 0 0 1 ${number(middle + shift)} ${number(y)} cm ${rings} S Q`)
  return `${stroke(accent)} 0.6 w ${sets.join(' ')}`
}

/** A short rule with a lozenge in its middle. */
export function drawDivider(accent: Colour, middle: number, y: number): string {
  const [reach, gap, half] = [62, 9, 3.2]
  const lozenge = `${middle - half} ${y} m ${middle} ${y + half} l ${middle + half} ${y} l ${middle} ${y - half} l h f`
  const rules = `${middle - reach} ${y} m ${middle - gap} ${y} l ${middle + gap} ${y} m ${middle + reach} ${y} l S`
  return tidy(`${fill(accent)} ${stroke(accent)} 0.6 w ${lozenge} ${rules}`)
}

/** A fine grey rule across a column. */
export function drawRule(x: number, y: number, width: number): string {
  return tidy(`${stroke([0.72, 0.72, 0.72])} 0.5 w ${x} ${y} m ${x + width} ${y} l S`)
}

/** A filled plate with a margin of paper around it, so that it stands free of the frame. */
export function drawPlate(accent: Colour, middle: number, y: number, width: number, height: number): string {
  const margin = 6
  const left = middle - width / 2
  const paper = `${fill([1, 1, 1])} ${left - margin} ${y - 1} ${width + margin * 2} ${height + 2} re f`
  return tidy(`${paper} ${fill(accent)} ${left} ${y} ${width} ${height} re f`)
}

/** Colour for what is filled, text included. */
export function fill(colour: Colour): string {
  return `${colour.map((part) => number(part)).join(' ')} rg`
}

/** A length as PDF writes it: at most three decimals. */
export function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

/** Where the handles of a quarter circle stand, as part of its radius. */
const round = 0.5523

/** Colour for what is drawn as a line. */
export function stroke(colour: Colour): string {
  return `${colour.map((part) => number(part)).join(' ')} RG`
}

function circle(x: number, y: number, radius: number): string {
  const handle = radius * round
  return [
    `${x + radius} ${y} m`,
    `${x + radius} ${y + handle} ${x + handle} ${y + radius} ${x} ${y + radius} c`,
    `${x - handle} ${y + radius} ${x - radius} ${y + handle} ${x - radius} ${y} c`,
    `${x - radius} ${y - handle} ${x - handle} ${y - radius} ${x} ${y - radius} c`,
    `${x + handle} ${y - radius} ${x + radius} ${y - handle} ${x + radius} ${y} c h`,
  ].join(' ')
}

/** Lengths with at most three decimals, as PDF writes them. */
export function tidy(operators: string): string {
  return operators.replaceAll(/-?\d+(?:\.\d+)?e-\d+|-?\d+\.\d{4,}/g, (digits) => number(Number(digits)))
}
