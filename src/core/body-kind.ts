/** The two sides of an agreement. */
export const sectors = ['public-sector', 'vcs'] as const
export type Sector = (typeof sectors)[number]

/** Whom an undertaking binds: a sector, or everybody. */
export const parties = ['all', ...sectors] as const
export type Party = (typeof parties)[number]

const publicSectorKinds = [
  'unitary-or-county-council',
  'district-council',
  'town-or-parish-council',
  'nhs-body',
  'police-force',
  'police-and-crime-commissioner',
  'fire-authority',
  'education-body',
  'housing-provider',
  'national-body',
  'partnership',
] as const

const vcsKinds = [
  'registered-charity',
  'community-interest-company',
  'community-group',
  'faith-group',
  'social-enterprise',
  'infrastructure-body',
  'assembly',
  'other-vcs-body',
] as const

/** What a body can be, spelt as entries spell it; each kind belongs to one sector. */
export const kinds = [...publicSectorKinds, ...vcsKinds] as const
export type Kind = (typeof kinds)[number]

/** The sector that a kind of body belongs to. */
export function sectorOf(kind: Kind): Sector {
  return publicSectorKinds.some((each) => each === kind) ? 'public-sector' : 'vcs'
}

/** The kinds of one sector, in the order that lists and filters show them. */
export function kindsOf(sector: Sector): readonly Kind[] {
  return kinds.filter((kind) => sectorOf(kind) === sector)
}

/** A kind of body as pages name it. */
export const kindWords = {
  'unitary-or-county-council': 'Unitary or county council',
  'district-council': 'District council',
  'town-or-parish-council': 'Town or parish council',
  'nhs-body': 'NHS body',
  'police-force': 'Police force',
  'police-and-crime-commissioner': 'Police and crime commissioner',
  'fire-authority': 'Fire authority',
  'education-body': 'School, college or university',
  'housing-provider': 'Housing provider',
  'national-body': 'National body',
  partnership: 'Partnership',
  'registered-charity': 'Registered charity',
  'community-interest-company': 'Community interest company',
  'community-group': 'Community group',
  'faith-group': 'Faith group',
  'social-enterprise': 'Social enterprise',
  'infrastructure-body': 'Infrastructure body',
  assembly: 'Assembly',
  'other-vcs-body': 'Other community organisation',
} as const satisfies Record<Kind, string>
