import * as v from 'valibot'
import { FullDay } from './day.ts'
import type { Disclosure, Field } from './disclosure.ts'
import { uuid } from './entry-fields.ts'
import type { SignUpDraft } from './sign-up.ts'
import { tell } from './told.ts'
import type { Uuid } from './uuid.ts'

/** The most characters of a statement, and of a pledge. */
export const mostCharacters = 500

/** The most pledges of one sign-up: each is a digest in a leaf, which has a limit. */
export const mostPledges = 40

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(mostCharacters))

/** What a body adds in words of its own to what it signs. The agreement stays as it is. */
export type OwnWords = v.InferOutput<typeof OwnWords>
export const OwnWords = v.strictObject({
  statement: v.exactOptional(text),
  pledges: v.pipe(
    v.array(v.strictObject({ edition: uuid, theme: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), text })),
    v.maxLength(mostPledges),
  ),
})

/** Where a body that signs on behalf of its members lists them, and the day of that list. The members have not signed. */
export type MembersList = v.InferOutput<typeof MembersList>
export const MembersList = v.strictObject({
  list: v.pipe(v.string(), v.maxLength(300), v.check(isWebAddress)),
  on: FullDay,
})

/** Whether an address leads to a public site: http or https, and no password in it. */
export function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === ''
}

/** Whether somebody signs on behalf of members, who are then listed. */
export function needsMembers({ signatories }: Pick<SignUpDraft, 'signatories'>): boolean {
  return signatories.some(({ mandate }) => mandate === 'on-behalf-of-members')
}

/** The public fields of the signing of one edition that are the body's own words, or say who its members are. */
export function ownFields(draft: SignUpDraft, edition: Uuid): readonly Field[] {
  const { own, members } = draft
  const pledges = (own?.pledges ?? []).filter((pledge) => pledge.edition === edition)
  return [
    ...(own?.statement === undefined ? [] : [{ name: 'public-statement', value: own.statement }]),
    ...pledges.map(({ theme, text: value }) => ({ name: `pledge.${theme}`, value })),
    ...(members && needsMembers(draft)
      ? [
          { name: 'members.list', value: members.list },
          { name: 'members.on', value: members.on },
        ]
      : []),
  ].map((field) => ({ ...field, public: true }))
}

/** Whether a disclosure of a signing is what its body said of its own. */
export function isOwnWords(field: string): boolean {
  return /^(public-statement|pledge\.\d+)$/.test(field)
}

/** What a signing says in the body's own words, as far as that is public and was not erased. */
export type SaidOfOwn = {
  statement: string | undefined
  pledges: readonly { theme: number; text: string }[]
  members: { list: string; on: FullDay | undefined } | undefined
}

/** What a draft will say in the body's own words with the signing of one edition. */
export function sayOwn(draft: SignUpDraft, edition: Uuid): SaidOfOwn {
  return readOwnWords(ownFields(draft, edition))
}

/** Reads what {@link ownFields} disclosed. */
export function readOwnWords(disclosures: readonly Pick<Disclosure, 'name' | 'value' | 'public'>[]): SaidOfOwn {
  const told = tell(disclosures)
  const list = told.text('members.list')
  const on = v.safeParse(FullDay, told.text('members.on'))
  return {
    statement: told.text('public-statement'),
    pledges: told
      .localised('pledge')
      .map(({ language: theme, text: said }) => ({ theme: Number(theme), text: said }))
      .toSorted((a, b) => a.theme - b.theme),
    members: list === undefined ? undefined : { list, on: on.success ? on.output : undefined },
  }
}
