import { expect, it } from 'vitest'
import { formatSlipCode } from '../../src/core/slip.ts'
import { browserBefore } from '../support/app.ts'
import { planned } from '../support/signing-event.ts'
import { tokenFor } from '../support/stage.ts'

const council = { body: { name: 'Hall Council' }, signatories: [{ name: 'Cara Clerk', address: 'cara@hall.example' }] }
const bridge = { body: { name: 'Bridge Council' }, signatories: [{ name: 'Bryn Bridge', address: 'bryn@b.example' }] }

it('on one device one signs after the other: nobody finds the desk open, or anything of the one before, and the screen counts', async () => {
  const event = await planned()
  const { parts } = event
  const [first, second] = [await event.come(council), await event.come(bridge)]
  const codes = [await event.codeFor('handed', first), await event.codeFor('mailed', second)]
  const { id } = await event.coordinator()
  const screen = browserBefore(parts)
  screen.sit('desk', await tokenFor(parts, 'coordinator', id), '/desk')
  const tally = async () => (await screen.open(`/desk/events/${event.event}/tally`)).heading
  expect(await tally()).toBe('0 of 2 organisations have signed')

  const device = browserBefore(parts)
  device.sit('desk', await tokenFor(parts, 'coordinator', id), '/desk')
  const start = await device.open(`/desk/events/${event.event}`)
  const room = await device.press(start, 'Start the ceremony on this device')
  expect(room.heading).toBe('Type your code')
  expect((await device.open('/desk')).heading).toBe('Sign in to the desk')

  const refused = await device.press(room, 'Continue', { code: '123 456 789' })
  expect(refused.mistakes.get('code')).toContain('Compare it with your slip')
  expect(refused.html).not.toContain('123 456 789')

  const asked = await device.press(room, 'Continue', { code: formatSlipCode(codes[0] ?? '') })
  expect(asked.heading).toBe('What you are asked to sign for Hall Council')
  const statement = await device.open('/sign/requests/shropshire-compact-2014')
  expect(statement.html).toMatch(/name="name"[^>]*autocomplete="off"/)
  expect(statement.html).not.toContain('passkey')
  const typed = { name: 'Cara Clerk', authorised: 'yes', read: 'yes' }
  const signed = await device.press(statement, 'Sign the Shropshire Compact 2014', typed)
  expect(signed.heading).toContain('You have signed')
  const next = await device.press(signed, 'Finish')
  expect(next.heading).toBe('Type your code')
  expect(device.seen.at(-2)?.headers.get('clear-site-data')).toBe('"cache"')
  expect(await tally()).toBe('1 of 2 organisations has signed')

  // The way back leads to nobody.
  for (const path of ['/sign/requests', '/sign/requests/shropshire-compact-2014', '/sign/decline', '/sign/code']) {
    const back = await device.open(path)
    expect([path, back.heading]).toEqual([path, 'Type your code'])
    expect(back.text).not.toMatch(/Cara|Hall Council/)
  }
  const again = await device.press(next, 'Continue', { code: codes[0] ?? '' })
  expect(again.mistakes.has('code')).toBe(true)

  // Somebody walks away without a word, and the next one types theirs.
  await device.press(next, 'Continue', { code: codes[1] ?? '' })
  const other = await device.press(await device.open('/sign/room'), 'Continue', { code: '000 000 000' })
  expect(other.heading).toBe('Type your code')
  expect((await device.open('/sign/requests')).heading).toBe('Type your code')

  const over = await device.press(next, 'End the ceremony on this device')
  expect(over.heading).toBe('Sign in to the desk')
  expect((await device.open('/sign/room')).status).toBe(401)
  await event.check()
})

it('whoever signs is signed out after half an hour, and no page of theirs is kept by the browser', async () => {
  const event = await planned()
  const id = await event.come(council)
  const device = browserBefore(event.parts)
  device.sit('desk', await tokenFor(event.parts, 'coordinator', (await event.coordinator()).id), '/desk')
  const start = await device.open(`/desk/events/${event.event}`)
  const room = await device.press(start, 'Start the ceremony on this device')
  const asked = await device.press(room, 'Continue', { code: await event.codeFor('handed', id) })
  expect(asked.headers.get('cache-control')).toBe('no-store')
  event.clock.now += 29 * 60_000
  expect((await device.open('/sign/requests')).heading).toContain('Hall Council')
  event.clock.now += 2 * 60_000
  expect((await device.open('/sign/requests')).heading).toBe('Type your code')
})
