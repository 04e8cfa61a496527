import { expect } from 'vitest'
import { answer, enterDesk, heading, pressSign, type Walk } from './walk.ts'

const signer = (name: string, address: string) => ({ name, role: 'Chair', address, mandate: [/^By office/] })

/** Two groups sign in one room on one device, each by a code of their own; the way back leads to nobody. */
export async function walkOfEvent(walk: Walk): Promise<void> {
  const { page, hands, look, body } = walk
  const groups = [
    { name: `First ${body}`, person: 'Fflur Firstly', address: `fflur.${body.length}@group.example` },
    { name: `Next ${body}`, person: 'Nesta Nextly', address: `nesta.${body.length}@group.example` },
  ] as const
  for (const { name, person, address } of groups) {
    await answer({ ...walk, body: name }, 'pat@group.example', signer(person, address))
    await hands.press('Send for signature')
  }
  await enterDesk(walk)
  await page.goto('/desk/events')
  await look('events')
  await hands.press('Plan the event')
  expect(await page.title()).toMatch(/^Error: /)
  await look('events-refused')
  await hands.write('Name', `An evening for ${body}`)
  const [year = '', month = '', day = ''] = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).split('-')
  await hands.write('Day', day)
  await hands.write('Month', month)
  await hands.write('Year', year)
  await hands.tick('Shropshire Compact 2014')
  await hands.press('Plan the event')
  await look('event-begun')
  for (const { name } of groups) await hands.tick(name)
  await hands.press('Add those selected')
  await hands.press('Email the codes to all who have none')
  await look('event')
  const event = new URL(page.url()).pathname
  await hands.follow('Figures for the screen')
  expect(await heading(page)).toBe('0 of 2 organisations have signed')
  await page.goto(event)
  await hands.press('Start the ceremony on this device')
  await look('room')
  await hands.write('Code', '12345')
  await hands.press('Continue')
  await look('room-refused')

  const [first] = groups
  await hands.write('Code', await mailedCode(walk, first.address))
  await hands.press('Continue')
  await look('room-asked')
  await hands.follow(/^Read and sign/)
  await look('room-statement')
  await pressSign(hands, first.person, 'Shropshire Compact 2014')
  await look('room-signed')
  await hands.press('Finish')
  // What the first one saw lies behind: what was signed, the statement, what was asked.
  for (const passed of ['room-signed', 'room-statement', 'room-asked']) {
    await page.goBack()
    await expect.poll(() => heading(page)).toBe('Type your code')
    expect(await page.content(), passed).not.toContain('Fflur')
  }

  await page.goto('/sign/room')
  await hands.press('End the ceremony on this device')
  await enterDesk(walk)
  await page.goto(`${event}/tally`)
  expect(await heading(page)).toBe('1 of 2 organisations has signed')
  await look('event-tally')
  await page.goto(event)
  await hands.press('Close the event')
  await look('event-over')
  await page.goto('/desk')
  await hands.press('Sign out')
}

async function mailedCode({ page }: Walk, address: string): Promise<string> {
  const mailbox = await (await page.context().request.get('/mailbox')).text()
  const mail = mailbox.split('<article').find((one) => one.includes(`To ${address}`) && one.includes('Your code is'))
  return /Your code is ([\d ]{11})/.exec(mail ?? '')?.[1] ?? ''
}
