import { describe, expect, it } from 'vitest'
import { beginStep, tellTrail } from '../../src/actions/trail.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { appOf } from '../support/app.ts'
import { setStage } from '../support/stage.ts'

async function press(parts: Parts, path: string, token: string | undefined, words: Record<string, string> = {}) {
  const headers = { origin: parts.address, cookie: `desk=${token}` }
  return appOf(parts).request(path, { method: 'POST', headers, body: new URLSearchParams(words) })
}

describe('the trail of the desk', () => {
  it('says who did what about what, and how each was answered, the newest first', async () => {
    const stage = await setStage()
    const { parts, signUps, first } = stage
    const at = `/desk/sign-ups/${signUps.signed}`
    await press(parts, `${at}/acceptance`, await stage.seat('reader'), { check: 'phone-back' })
    await press(parts, `${at}/return`, await stage.seat('coordinator'))
    await press(parts, `${at}/return`, await stage.seat('coordinator'), { reason: 'Which number?' })
    await stage.settle()
    const told = (await tellTrail(parts)).steps.map(({ name, route, subject, status }) => [
      name,
      route,
      subject,
      status,
    ])
    expect(told).toEqual([
      [first.name, 'POST /desk/sign-ups/:id/return', signUps.signed, 303],
      [first.name, 'POST /desk/sign-ups/:id/return', signUps.signed, 422],
      [first.name, 'POST /desk/sign-ups/:id/acceptance', signUps.signed, 403],
    ])
  })

  it('says what a program did, and in whose name', async () => {
    const stage = await setStage()
    const headers = { authorization: `Bearer ${stage.program.token}` }
    await appOf(stage.parts).request('/api/v1/desk/tokens/0', { method: 'DELETE', headers })
    await stage.settle()
    expect((await tellTrail(stage.parts)).steps).toMatchObject([
      { name: stage.first.name, program: 'Our website', route: 'DELETE /api/v1/desk/tokens/:id', status: 403 },
    ])
  })

  it('has what was begun and never answered', async () => {
    const stage = await setStage()
    await beginStep(stage.parts, await stage.seat('coordinator'), { route: 'POST /desk/tokens', subject: null })
    expect((await tellTrail(stage.parts)).steps).toMatchObject([{ route: 'POST /desk/tokens', status: null }])
  })

  it('has nothing of those who are not there, of those who only look, and no token of a link', async () => {
    const stage = await setStage()
    const { parts } = stage
    for (const person of ['nobody', 'preparer', 'signatory', 'left the desk'] as const) {
      await press(parts, '/desk/tokens/end', await stage.seat(person))
    }
    await appOf(parts).request('/desk', { headers: { cookie: `desk=${await stage.seat('coordinator')}` } })
    await stage.settle()
    expect((await tellTrail(parts)).steps).toEqual([])
    const link = new URL(stage.deskLink).pathname
    await press(parts, link, await stage.seat('coordinator'))
    expect((await tellTrail(parts)).steps).toMatchObject([{ route: 'POST /desk/links/:token', subject: null }])
  })
})
