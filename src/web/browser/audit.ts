import { formatInstant } from '../../core/day.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { auditRegister } from '../../verify/register.ts'
import type { AuditNews } from './audit-news.ts'
import { readRegister } from './read-register.ts'

/** Between two words about how far it has come. */
const pause = 400

const tell = (news: AuditNews) => postMessage(news)

// A worker of its own: the page stays free, however long the log is.
let told = 0
const { conclusion, findings } = await auditRegister(readRegister, {
  hash: sha256,
  now: formatInstant(Date.now()),
  progress: (done, size) => {
    if (performance.now() - told < pause) return
    told = performance.now()
    tell({ kind: 'progress', done, size })
  },
})
tell({ kind: 'done', conclusion, findings })
