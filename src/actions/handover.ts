import { formatDayWords, londonDay } from '../core/day.ts'
import { sayDayAhead } from '../core/days-ahead.ts'
import { formatCsv } from '../encoding/csv.ts'
import { formatUtf8 } from '../encoding/utf8.ts'
import { formatZip, type Files } from '../encoding/zip.ts'
import { listCampaigns } from '../storage/read/campaigns.ts'
import { listDaysAhead } from '../storage/read/days-ahead.ts'
import { readHandover } from '../storage/read/handover.ts'
import { findRegister } from '../storage/read/register.ts'
import { formatCampaign } from './campaign-csv.ts'
import { sayCustody, sayHandover } from './handover-words.ts'
import { now, type Parts } from './parts.ts'

/**
 * Everything that whoever runs the desk next needs, as one archive: words first, then tables. No private key, no link and no
 * session is in it; those stay where they are, and the words say where that is.
 */
export async function packHandover(parts: Parts): Promise<Uint8Array<ArrayBuffer>> {
  const { db } = parts
  const today = londonDay(now(parts))
  const register = await findRegister(db)
  if (!register) throw new Error('a register that is open has a row')
  const campaigns = await listCampaigns(db)
  const days = await listDaysAhead(db, null, today)
  const promises = formatCsv([
    ['day', 'what', 'page'],
    ...days.map((one) => [one.day, sayDayAhead(one), `${parts.address}${one.path}`]),
  ])
  const texts: [string, string][] = [
    ['README.txt', sayHandover({ register, on: formatDayWords(today), campaigns: campaigns.length, parts })],
    ['keys-and-custody.txt', sayCustody(parts)],
    ['days-ahead.csv', promises],
    ...Object.entries(await readHandover(db)).map(([name, sheet]): [string, string] => [name, formatCsv(sheet)]),
  ]
  for (const [n, campaign] of campaigns.entries()) {
    texts.push([`campaign-${n + 1}.csv`, await formatCampaign(parts, campaign)])
  }
  const files: Files = new Map(texts.map(([name, text]) => [name, formatUtf8(text)]))
  return formatZip(files)
}
