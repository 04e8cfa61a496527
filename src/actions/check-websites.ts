import { addSeconds } from '../core/day.ts'
import { websiteToAsk } from '../core/website.ts'
import { write } from '../storage/database.ts'
import { findRegister } from '../storage/read/register.ts'
import { countChecked, listSilentSites, listUnchecked } from '../storage/read/site-checks.ts'
import { keepSiteCheck } from '../storage/write/site-checks.ts'
import { doesAnswer } from './ask-website.ts'
import { now, type Parts } from './parts.ts'

const day = 86_400
/** So many websites are asked at a time, and so many in a day; each once in a week. */
const atOnce = 5
const inADay = 500
const patience = 10_000

/** Asks some websites whether they still answer. Die on the way: they are asked again. */
export async function checkWebsites(parts: Parts): Promise<void> {
  const register = await findRegister(parts.db)
  // The websites of invented organisations are nobody's, or somebody else's.
  if (!register || register.demonstration) return
  const at = now(parts)
  if ((await countChecked(parts.db, addSeconds(at, -day))) >= inADay) return
  const due = await listUnchecked(parts.db, addSeconds(at, -7 * day), atOnce)
  if (due.length === 0) return
  const signal = AbortSignal.timeout(patience)
  const checks = await Promise.all(
    due.map(async (site) => {
      // What may not be asked is not said to be silent.
      const answered = websiteToAsk(site.address) === undefined || (await doesAnswer(parts, site.address, signal))
      return keepSiteCheck(parts.db, site, { answered, at })
    }),
  )
  await write(parts.db, checks)
}

/** Websites that have not answered for two weeks. Nothing is removed by itself: a coordinator looks. */
export async function tellSilentSites(parts: Parts) {
  return listSilentSites(parts.db, addSeconds(now(parts), -14 * day))
}
