import type { Parts } from '../../src/actions/parts.ts'
import { makeApp, type House } from '../../src/app.ts'
import { keepAnswers } from '../../src/http/kept-answers.ts'
import { Browser } from './client.ts'

/** The application over the register of a test, in this process. */
export function appOf(parts: Parts, own: Partial<House> = {}) {
  const assets = {
    css: 'register.css',
    js: 'register.js',
    verify: 'verify.js',
    audit: 'audit.js',
    passkey: 'passkey.js',
    offline: 'offline.txt',
    icon: 'icon.svg',
    card: 'card.png',
  }
  // The real page is bundled; browsers look at it.
  const readAsset = async () => '<!doctype html><title>Check</title><template id="files">{}</template>'
  const house = { parts, assets, readAsset, kept: keepAnswers(), ...own }
  return makeApp(async () => house)
}

/** A browser without JavaScript before one instance of a register, in this process. */
export function browserBefore(parts: Parts): Browser {
  const app = appOf(parts)
  return new Browser(parts.address, async (address, init) => app.request(address.href, init))
}

/** Every method and path that the application answers to, as it was put together. */
export function routesOfApp(): readonly { method: string; path: string }[] {
  const app = makeApp(async () => {
    throw new Error('nobody asks')
  })
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  return [...new Set(routes)].map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return { method, path }
  })
}
