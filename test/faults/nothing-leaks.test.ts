import { expect, it } from 'vitest'
import { formatHex } from '../../src/encoding/hex.ts'
import { formatBase64, formatBase64Url } from '../../src/encoding/base64.ts'
import { sha256 } from '../../src/encoding/sha256.ts'
import { formatUtf8, parseUtf8 } from '../../src/encoding/utf8.ts'
import { readLog } from '../conformance/read-log.ts'
import { Browser } from '../support/client.ts'
import { hosts } from '../support/hosts.ts'
import { acceptByPages, listMails, makeCast, signByPages, until } from '../support/walk-pages.ts'

/** The whole thread through the pages, with everything a person types and every secret the register makes remembered. */
it.each(['embedded', 'edge'] as const)(
  'nothing that was typed and no token is in the log of the %s host, in an address, or in a leaf',
  async (kind) => {
    const host = await hosts[kind]()
    const browser = new Browser(host.url)
    const cast = makeCast()
    await signByPages(browser, cast)
    const reference = await acceptByPages(browser, cast)
    await browser.open(`/signatories?q=${encodeURIComponent(cast.body)}`)
    await until('the certificate', async () => {
      const { status } = await browser.open(`/certificates/${reference}.pdf`)
      return status === 200 || undefined
    })
    const mails = await listMails(browser)
    const links = mails.flatMap(({ text }) => [...text.matchAll(/\/links\/([\w-]+)/g)].map(([, token = '']) => token))
    const codes = mails.flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? [])
    const cookies = browser.seen.flatMap(({ headers }) =>
      headers.getSetCookie().map((line) => /=([^;]*)/.exec(line)?.[1] ?? ''),
    )
    const secrets = [...links, ...codes, ...cookies].filter((secret) => secret !== '')
    expect([links.length, codes.length, cookies.length].every((count) => count >= 2)).toBe(true)

    const { preparer, signatory, body, number } = cast
    const typed = [
      ...Object.values(preparer),
      ...Object.values(signatory),
      body,
      number,
      'Minute 12/26',
      'Llanfair',
      'https://example.org/',
      'coordinator@example.org',
    ]
    const { leaves } = await readLog(host.url)
    await host.stop()

    const log = host.log.join('\n')
    // The links of the mails are the one address that must hold its token; they are asked for once and never written down.
    const addresses = browser.seen
      .flatMap((sheet) => [sheet.address.href, sheet.headers.get('location') ?? '', ...sheet.links])
      .filter((address) => !/\/links\/[\w-]+$/.test(address))
    const asked = addresses.map((address) =>
      decodeURIComponent(address)
        .replaceAll('+', ' ')
        .replaceAll(/[?&](q|name)=[^&]*/g, ''),
    )
    const inLeaves = leaves.map(parseUtf8).join('\n')

    expect(log).toContain('POST /sign/links/:token')
    expect(log).not.toContain('defect')
    for (const secret of secrets) {
      for (const place of [log, asked.join('\n'), inLeaves]) expect(place).not.toContain(secret)
    }
    // The website is the organisation's own address: its page links to it.
    for (const words of typed) {
      expect(log).not.toContain(words)
      for (const trace of tracesOf(words)) expect(inLeaves).not.toContain(trace)
    }
    for (const words of typed.filter((one) => !one.startsWith('https:'))) expect(asked.join('\n')).not.toContain(words)
  },
)

/** A text as it stands, and every digest that guessing it would reproduce. */
function tracesOf(text: string): readonly string[] {
  const digests = [text, JSON.stringify(text)].map((one) => sha256(formatUtf8(one)))
  return [text, ...digests.flatMap((digest) => [formatHex(digest), formatBase64(digest), formatBase64Url(digest)])]
}
