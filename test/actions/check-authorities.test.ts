import { expect, it } from 'vitest'
import { checkAuthorities } from '../../src/actions/check-authorities.ts'
import { formatEvent } from '../../src/report.ts'
import { browserBefore } from '../support/app.ts'
import { openRegister } from '../support/register.ts'
import { enterDeskByPages } from '../support/walk-pages.ts'

const authority = { name: 'tsa.example', url: 'https://tsa.example/', policy: '1.2.3.4.1', anchor: new Uint8Array() }

it('an authority that does not answer as it should is told of at the desk and in the log of the host', async () => {
  const { parts, events } = await openRegister()
  const asked = { ...parts, authorities: [authority], ask: async () => new Response('junk', { status: 503 }) }
  const browser = browserBefore(asked)
  expect((await enterDeskByPages(browser)).text).not.toContain('For whoever runs the computer')
  expect((await browser.open('/desk/clock')).text).toContain('tsa.example Not yet Not asked yet')

  await checkAuthorities(asked)
  expect((await browser.open('/desk')).text).toContain('Time-stamps of tsa.example: it does not answer')
  expect((await browser.open('/desk/clock')).text).toContain(
    'tsa.example Not yet Failed When it was last asked: it does not answer.',
  )
  expect(events.map(formatEvent)).toContain('time-stamp of tsa.example, 0 ms: it does not answer')
})

it('where no authority is named nobody is asked, and the desk says whose time it is', async () => {
  const { parts, events } = await openRegister()
  await checkAuthorities(parts)
  expect(events).toEqual([])
  const browser = browserBefore(parts)
  await enterDeskByPages(browser)
  expect((await browser.open('/desk/clock')).text).toContain('None is asked')
})
