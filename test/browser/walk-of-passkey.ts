import { expect } from 'vitest'
import { pointer } from '../support/hands.ts'
import { withPasskeys } from './walk-of-door.ts'
import { answer, enterDesk, heading, openRequests, pressSign, type Walk } from './walk.ts'

const editions = ['Shropshire Compact 2014', 'Compact Memorandum of Understanding'] as const
const chair = {
  name: 'Carys Chair',
  role: 'Chair',
  address: 'carys@choir.example',
  mandate: [/^By office/],
} as const

/**
 * Somebody signs with a passkey, having said no once, and signs the other edition without. The device that keeps the passkey
 * is gone as soon as anybody else inspects its page, so what is looked at is another window of the same browser.
 */
export async function walkOfPasskey(walk: Walk): Promise<void> {
  const { page: window, hands: others, look, body } = walk
  await answer(walk, 'pat@choir.example', chair, editions)
  await others.press('Send for signature')
  await openRequests(walk, chair.address)
  await others.follow(new RegExp(`^Read and sign.*${editions[0]}`))
  await look('passkey-offered')
  const { pathname } = new URL(window.url())
  await others.press(/^Make a passkey/)
  expect(await window.getByRole('alert').innerText()).toContain('Enter your full name')
  expect(await window.getByRole('alert').innerText()).not.toContain('passkey')
  await look('passkey-refused')

  const page = await window.context().newPage()
  const hands = pointer(page)
  const show = await withPasskeys(page)
  await page.goto(pathname)
  await fillIn(hands)
  await show(false)
  await page.getByRole('button', { name: /^Make a passkey/ }).click()
  await page.getByText('Your browser has given no passkey').waitFor()
  expect(await page.getByLabel('Your full name').inputValue()).toBe(chair.name)
  await show(true)
  await hands.press(/^Make a passkey/)
  expect(await heading(page)).toContain('What you are asked to sign')

  await hands.follow(new RegExp(`^Read and sign.*${editions[1]}`))
  await fillIn(hands)
  await show(false)
  await page.getByRole('button', { name: /^Make a passkey/ }).click()
  await page.getByText('Your browser has given no passkey').waitFor()
  await pressSign(hands, chair.name, editions[1])
  expect(await heading(page)).toBe('You have signed')
  await page.close()

  await enterDesk(walk)
  await others.follow(body)
  const check = await window.getByRole('main').innerText()
  expect(check.match(/UTC(, also with a passkey)?/g)).toEqual(['UTC, also with a passkey', 'UTC'])
  await look('passkey-check')
}

async function fillIn(hands: Walk['hands']): Promise<void> {
  await hands.write('Your full name', chair.name)
  await hands.tick(/^I am authorised/)
  await hands.tick(/^I have read/)
}
