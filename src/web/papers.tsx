import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import accessibility from '../../templates/pages/accessibility.en.md'
import licence from '../../templates/pages/licence.en.md'
import log from '../../templates/pages/log.en.md'
import privacy from '../../templates/pages/privacy.en.md'
import seal from '../../templates/pages/seal.en.md'
import { readRetention } from '../actions/erase-old.ts'
import { presentPolicy } from '../actions/policy.ts'
import { tellWitnesses } from '../actions/tell-neighbours.ts'
import { listSealKeys } from '../actions/seal-keys.ts'
import { ruleOf } from '../actions/witness-rule.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import { sha256 } from '../encoding/sha256.ts'
import { findPublished } from '../storage/read/log.ts'
import { freshly } from './freshly.ts'
import { LogState, VerifyCommand, Witnesses } from './pages/log-state.tsx'
import { Attribution, PaperPage, RetentionTable } from './pages/paper.tsx'
import { Authorities, Custody, SealKeys } from './pages/seal-facts.tsx'
import { readProse } from './prose.tsx'
import type { Site, Visit } from './site.ts'

const prose = {
  accessibility: readProse(accessibility),
  licence: readProse(licence),
  log: readProse(log),
  privacy: readProse(privacy),
  seal: readProse(seal),
}

/** What the law, and whoever relies on the list, asks of the keeper of a register. */
export const paperPages = new Hono<Site>()
  .use(freshly)
  .get('/privacy', async (c) => {
    const { parts } = c.var
    const retention = <RetentionTable retention={await readRetention(parts)} />
    const { deskHours: hours, backupDays: backup } = parts.limits
    return show(c, 'privacy', { retention, hours, backup })
  })
  .get('/accessibility', (c) => show(c, 'accessibility', { minutes: c.var.parts.limits.codeMinutes }))
  .get('/log', async (c) => {
    const { parts } = c.var
    const [published, witnesses, policy] = await Promise.all([
      findPublished(parts.db),
      tellWitnesses(parts),
      presentPolicy(parts),
    ])
    const shown = published && { ...published, root: formatBase64(published.root) }
    return show(c, 'log', {
      state: <LogState published={shown} />,
      witnesses: <Witnesses witnesses={witnesses} needed={ruleOf(policy).needed} />,
      command: <VerifyCommand address={parts.address} />,
    })
  })
  .get('/seal', async (c) => {
    const { parts, register } = c.var
    return show(c, 'seal', {
      keys: <SealKeys root={formatHex(sha256(parts.keys.seal.root))} seals={await listSealKeys(parts)} />,
      custody: <Custody demonstration={register.demonstration} />,
      authorities: <Authorities names={parts.authorities.map(({ name }) => name)} />,
    })
  })
  .get('/licence', (c) => show(c, 'licence', { attribution: <Attribution register={c.var.register} /> }))

function show(c: Visit, name: keyof typeof prose, gaps: Readonly<Record<string, Child>>) {
  const { shell, register, parts } = c.var
  const { contact } = parts.local
  const everywhere = {
    custodian: register.custodian,
    address: parts.address,
    contact: (
      <a class="govuk-link" href={`mailto:${contact}`}>
        {contact}
      </a>
    ),
  }
  return c.html(<PaperPage shell={shell} prose={prose[name]} gaps={{ ...everywhere, ...gaps }} />)
}
