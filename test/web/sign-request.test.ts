import { describe, expect, it } from 'vitest'
import { offerSigningPasskey } from '../../src/actions/offer-signing-passkey.ts'
import { appOf, browserBefore } from '../support/app.ts'
import { withSignatory } from '../support/signing-passkey.ts'
import { tokenFor } from '../support/stage.ts'

const place = '/sign/requests/shropshire-compact-2014'
const typed = { name: 'Ffion Tŷ', authorised: 'yes', read: 'yes' }

/** A signatory before the statement, in a browser without scripts. */
async function asked() {
  const signatory = await withSignatory()
  const browser = browserBefore(signatory.parts)
  browser.sit('signatory', await tokenFor(signatory.parts, 'signatory', signatory.id, 1), '/sign')
  return { ...signatory, browser, page: await browser.open(place) }
}

describe('beside the plain way to sign', () => {
  it('a passkey is offered by scripts alone, and the plain way is as it was', async () => {
    const { browser, page, kept } = await asked()
    expect(page.html).toMatch(/<section data-passkey-of="[^"]*\/passkey"[^>]* hidden/)
    const signed = await browser.press(page, 'Sign the Shropshire Compact 2014', typed)
    expect(signed.heading).toContain('You have signed')
    expect(await kept()).toEqual([expect.not.objectContaining({ passkey: expect.anything() })])
  })

  it.each(['none', '{}', 'x'.repeat(20_001)])(
    'what is no passkey signs nothing, and says what to do',
    async (passkey) => {
      const { browser, page, kept } = await asked()
      const refused = await browser.press(page, 'Sign the Shropshire Compact 2014', { ...typed, passkey })
      expect(refused.status).toBe(422)
      expect(refused.mistakes.get('passkey')).toContain(
        'Nothing has been signed. Try again, or sign without a passkey.',
      )
      expect(refused.ids).toContain('passkey')
      const form = refused.form('Sign the Shropshire Compact 2014')
      expect([form.values.get('name'), form.values.get('passkey')]).toEqual([['Ffion Tŷ'], ['']])
      expect(await kept()).toEqual([])
      await browser.press(refused, 'Sign the Shropshire Compact 2014', { read: 'yes' })
      expect(await kept()).toHaveLength(1)
    },
  )

  it('what else is wrong is said before anybody is asked for a passkey', async () => {
    const { browser, page } = await asked()
    const refused = await browser.press(page, 'Sign the Shropshire Compact 2014', { passkey: 'none' })
    expect([...refused.mistakes.keys()]).toEqual(['name', 'authorised', 'read'])
  })

  it.each(['=', '~', ' '])('a new passkey with %j in its bytes is none', async (sign) => {
    const { parts, id, session, press, device } = await withSignatory()
    const { edition, ...pressed } = await press()
    const made = device.make(await offerSigningPasskey(parts, session, edition, pressed))
    const response = { ...made.response, attestationObject: `${made.response.attestationObject}${sign}` }
    const answer = await appOf(parts).request(`${place}/passkey/statement`, {
      method: 'POST',
      headers: { origin: parts.address, cookie: `signatory=${await tokenFor(parts, 'signatory', id, 1)}` },
      body: new URLSearchParams({
        ...typed,
        role: pressed.role,
        statement: pressed.statement,
        passkey: JSON.stringify({ ...made, response }),
      }),
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Your browser has given no passkey.')
  })
})
