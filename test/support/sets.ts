import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpeningPlan } from '../../src/actions/open-register.ts'

/** A real register without any agreement: what a set brings is all there is. */
export const bare: OpeningPlan = {
  demonstration: false,
  name: 'Register of signatories',
  custodian: 'The keeper',
  prefix: 'SC',
  coordinators: [{ name: 'Robin Example', address: 'coordinator@example.org', employer: null }],
  instruments: [],
}

/** The files of a folder of `templates`. */
export function filesOfSet(name: string): Map<string, string> {
  const folder = join(import.meta.dirname, '../../templates', name)
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'))
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}

/** The files of a small set; a test says what is different. */
export function setOf(change: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map(
    Object.entries({
      'set.csv': 'title,organisations\nVale,real\n',
      'instruments.csv': 'name,area,binds\nVale Compact,Vale,public-sector vcs\n',
      'editions.csv':
        'instrument,label,in_force_from,replaces\nVale Compact,2009,2009,\nVale Compact,2014,2014,Vale Compact 2009\n',
      'bodies.csv': 'name,kind,identifiers,started_on\nVale Council,district-council,GB-LAE-VAL,2009-04-01\n',
      'signings.csv':
        'body,edition,signed_on,attested_on,signed_by,source\nVale Council,Vale Compact 2009,,2011-06-14,not recorded,A report\n',
      ...change,
    }),
  )
}
