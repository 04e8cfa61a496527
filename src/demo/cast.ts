import type { Kind } from '../core/body-kind.ts'

/** Somebody who signs, and why they may. A withheld name is shown by role only. */
export type Person = {
  name: string
  role: string
  mandate: 'office' | 'delegated' | 'resolution' | 'on-behalf-of-members'
  withheld?: true
  /** Whether a minute is cited. */
  cites?: true
  /** Whether the body has still to decide. */
  undecided?: true
  /** Whether a public body gives them their mailbox. */
  hosted?: true
}

/** An organisation that nobody will mistake for one that exists. */
export type Organisation = { name: string; kind: Kind; number?: { list: string; number: string }; people: Person[] }

const first =
  'Ada Bryn Cerys Dai Elin Farah Gwen Hari Ines Joss Kofi Lena Mair Nia Owen Petra Quinn Rhys Sanjay Tegan Una Vikram Wanda Xia Yusuf Zofia'.split(
    ' ',
  )

const families = ['Example', 'Example-Vale', 'Example-Hill']

// Name, kind, then a role and mandate for each who signs: `!` withholds a name, `#` cites a minute, `@` is a mailbox at the council. The numbers are none
// that a list gives out.
const told: readonly (readonly [name: string, kind: Kind, signs: string, number?: string])[] = [
  ['Example Vale Council', 'unitary-or-county-council', 'Chief Executive: delegated #', 'GB-LAE XXV'],
  ['North Example District Council', 'district-council', 'Leader of the Council: resolution #'],
  ['Example Market Town Council', 'town-or-parish-council', 'Town Clerk: resolution # & Mayor: office'],
  ['Example Bridge Parish Council', 'town-or-parish-council', 'Clerk: resolution # & Chair: office'],
  ['Little Example Parish Council', 'town-or-parish-council', 'Clerk: resolution # & Chair: office'],
  ['Great Example Parish Council', 'town-or-parish-council', 'Clerk: resolution # & Vice Chair: office'],
  ['Example-under-Edge Parish Council', 'town-or-parish-council', 'Clerk: resolution # & Chair: office'],
  ['NHS Example Vale Integrated Care Board', 'nhs-body', 'Chief Executive: office', 'GB-NHS XEXAMPLE'],
  ['Example Vale Community Health NHS Trust', 'nhs-body', 'Director of Partnerships: delegated'],
  ['Example Vale Police', 'police-force', 'Chief Constable: office'],
  ['Example Vale Police and Crime Commissioner', 'police-and-crime-commissioner', 'Commissioner: office'],
  ['Example Vale Fire and Rescue Authority', 'fire-authority', 'Chair of the Authority: resolution #'],
  ['Example Vale College', 'education-body', 'Principal: office'],
  ['Example Hill Primary School', 'education-body', 'Chair of Governors: resolution'],
  ['Example Vale Homes', 'housing-provider', 'Chief Executive: delegated'],
  ['National Example Agency', 'national-body', 'Regional Director: delegated'],
  ['Example Vale Growth Partnership', 'partnership', 'Chair: on-behalf-of-members'],
  ['Example Vale Food Bank', 'registered-charity', 'Chair of Trustees: resolution', 'GB-CHC 0000101'],
  ['Example Age Friends', 'registered-charity', 'Chief Officer: delegated', 'GB-CHC 0000102'],
  ['Example Hospice', 'registered-charity', 'Chair of Trustees: resolution #', 'GB-CHC 0000103'],
  ['Example Village Hall', 'registered-charity', 'Chair: office! & Treasurer: office!'],
  ['Example Riverside CIC', 'community-interest-company', 'Director: office'],
  ['Example Makers CIC', 'community-interest-company', 'Director: office!'],
  ['Friends of Example Park', 'community-group', 'Chair: office!'],
  ['Example Walkers', 'community-group', 'Secretary: delegated!'],
  ['Example Allotments', 'community-group', 'Chair: resolution!'],
  ['Cymdeithas Tŷ Example', 'community-group', 'Cadeirydd: office'],
  ['All Saints Church, Example', 'faith-group', 'Vicar: office'],
  ['Example Vale Interfaith Circle', 'faith-group', 'Convenor: on-behalf-of-members!'],
  ['Example Kitchen', 'social-enterprise', 'Managing Director: office'],
  ['Example Community Transport', 'social-enterprise', 'Chief Officer: delegated'],
  ['Example Vale Voluntary Action', 'infrastructure-body', 'Chief Officer: delegated #', 'GB-CHC 0000104'],
  ['Example Vale Assembly of Voluntary Groups', 'assembly', 'Chair: on-behalf-of-members@'],
  ['Example Young Farmers', 'other-vcs-body', 'Club Leader: office!'],
  ['Example Repair Café', 'social-enterprise', 'Director: office'],
  ['Example Vale Credit Union', 'other-vcs-body', 'Chair of the Board: resolution #'],
  ['Example Vale Youth Network', 'infrastructure-body', 'Coordinator: on-behalf-of-members'],
  ['Example Vale Anglers', 'other-vcs-body', 'Chair: office!'],
  ['Example Ferry Housing Co-operative', 'housing-provider', 'Secretary: resolution'],
]

/** Everybody in Example Vale. */
export const cast: readonly Organisation[] = told.map(([name, kind, signs, number], n) => {
  const [list = '', digits = ''] = number?.split(' ') ?? []
  const people = signs.split(' & ').map((words, m) => readPerson(words, n * 2 + m))
  return { name, kind, people, ...(number && { number: { list, number: digits } }) }
})

function readPerson(words: string, n: number): Person {
  const [, role = '', mandate = '', marks = ''] = /^(.*): ([a-z-]+)(.*)$/.exec(words) ?? []
  return {
    name: `${first[n % first.length]} ${families[Math.floor(n / first.length)]}`,
    role,
    mandate: readMandate(mandate),
    ...(marks.includes('#') && { cites: true }),
    ...(marks.includes('!') && { withheld: true }),
    ...(marks.includes('@') && { hosted: true }),
  }
}

function readMandate(text: string): Person['mandate'] {
  if (text === 'delegated' || text === 'resolution' || text === 'on-behalf-of-members') return text
  return 'office'
}
