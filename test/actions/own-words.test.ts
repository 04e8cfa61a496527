import { describe, expect, it } from 'vitest'
import { fillInSignUp } from '../../src/actions/fill-in-sign-up.ts'
import { sendSignUp } from '../../src/actions/send-sign-up.ts'
import { erasePerson } from '../../src/actions/erase-person.ts'
import { stamp } from '../../src/actions/parts.ts'
import { tellPerson } from '../../src/actions/tell-person.ts'
import { parseFullDay } from '../../src/core/day.ts'
import { parseMailAddress } from '../../src/core/mail-address.ts'
import type { SignUpDraft } from '../../src/core/sign-up.ts'
import type { Uuid } from '../../src/core/uuid.ts'
import { listOwnWords } from '../../src/storage/read/own-words.ts'
import { openRegister, type Register } from '../support/register.ts'
import { appOf } from '../support/app.ts'

const members = { list: 'https://example.org/members', on: parseFullDay('2026-02-01') }

describe('what a body says of its own', () => {
  it('is public beside its signing, each pledge under the theme of the edition it belongs to', async () => {
    const register = await openRegister()
    const [compact, memorandum] = register.editions
    if (!compact || !memorandum) throw new Error('the demonstration has two editions')
    const pledges = [
      { edition: compact, theme: 2, text: 'We answer within a week.' },
      { edition: memorandum, theme: 1, text: 'We meet twice a year.' },
    ]
    const [first, second] = await signed(register, { own: { statement: 'Since 1987.', pledges } }, [
      compact,
      memorandum,
    ])
    expect(first).toMatchObject({ statement: 'Since 1987.', pledges: [{ theme: 2, text: 'We answer within a week.' }] })
    expect(second).toMatchObject({ statement: 'Since 1987.', pledges: [{ theme: 1, text: 'We meet twice a year.' }] })
    const page = await (await appOf(register.parts).request('/certificates/EX-00001')).text()
    expect(page).toContain('We answer within a week.')
    expect(page).toContain('/editions/shropshire-compact-2014/themes/2')
    await register.check()
  })

  it('is erased like anything else that was disclosed: the page says so, and a rebuild gives what is there', async () => {
    const register = await openRegister()
    await signed(register, { own: { statement: 'Ask our clerk Ffion.', pledges: [] } })
    const address = parseMailAddress('ffion@vale.example')
    const told = await tellPerson(register.parts, { address, name: undefined })
    const digests = told.disclosures.filter(({ name }) => name === 'public-statement').map(({ digest }) => digest)
    const wish = { address, name: undefined, digests, kept: false, ground: 'objection' } as const
    await erasePerson(register.parts, { ...wish, key: stamp(register.parts).id() })
    const page = await (await appOf(register.parts).request('/bodies/example-vale-parish-council')).text()
    expect(page).not.toContain('Ask our clerk')
    expect(page).toContain('Erased on 4 March 2026')
    await register.check()
  })

  it.each<[string, number]>([
    ['under a theme that the edition does not have', 99],
    ['twice under one theme', 2],
  ])('is refused %s', async (_case, theme) => {
    const register = await openRegister()
    const [edition] = register.editions
    if (!edition) throw new Error('the demonstration has editions')
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers())
    const pledges = [2, theme].map((number) => ({ edition, theme: number, text: 'We answer.' }))
    await expect(fillInSignUp(register.parts, id, { own: { pledges } })).rejects.toMatchObject({
      kind: 'field-invalid',
    })
  })
})

describe('whoever signs on behalf of its members', () => {
  const signatories = [{ mandate: 'on-behalf-of-members' as const }]

  it('says where they are listed before anybody is asked to sign', async () => {
    const register = await openRegister()
    const { id } = await register.start()
    await fillInSignUp(register.parts, id, register.answers({ signatories }))
    await expect(sendSignUp(register.parts, id)).rejects.toMatchObject({
      fields: [expect.objectContaining({ field: 'members' })],
    })
    await fillInSignUp(register.parts, id, { members })
    await expect(sendSignUp(register.parts, id)).resolves.toBeUndefined()
  })

  it('has the list and its day published; the members are no signatories, and may also sign', async () => {
    const register = await openRegister()
    const [said] = await signed(register, { members }, undefined, signatories)
    expect(said?.members).toEqual(members)
    for (const address of ['/bodies/example-vale-parish-council', '/certificates/EX-00001']) {
      const page = await (await appOf(register.parts).request(address)).text()
      expect(page).toContain('On behalf of its members; members may also sign')
      expect(page).toContain('href="https://example.org/members"')
    }
    const list = await (await appOf(register.parts).request('/signatories')).text()
    expect(list).toContain('<strong>1</strong> signing')
  })

  it('is nothing that a list of members alone makes', async () => {
    const register = await openRegister()
    const [said] = await signed(register, { members })
    expect(said).toBeUndefined()
  })
})

/** What the signings of a sign-up say, in the order of its editions. */
async function signed(
  register: Register,
  added: Partial<SignUpDraft>,
  editions?: readonly Uuid[],
  signatories?: readonly { mandate: 'on-behalf-of-members' }[],
) {
  const { parts, start, answers, sign, accept } = register
  const { id } = await start()
  const words = { ...(editions && { editions }), ...(signatories && { signatories }) }
  await fillInSignUp(parts, id, { ...answers(words), ...added })
  await sendSignUp(parts, id)
  await sign('ffion@vale.example')
  const accepted = await accept(id)
  const said = await listOwnWords(
    parts.db,
    accepted.map(({ entry }) => entry),
  )
  return accepted.map(({ entry }) => said.get(entry))
}
