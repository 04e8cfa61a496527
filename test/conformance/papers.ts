import { describe, expect, it } from 'vitest'
import { Browser } from '../support/client.ts'

/** What the law, and whoever uses the list, asks of the keeper of a register. */
export function paperSuite(url: () => string): void {
  describe('in its papers', () => {
    it.each([
      ['/privacy', 'Privacy notice', ['90 days', '6 years', 'What you can ask for', '8 hours at most']],
      ['/log', 'The public log, and how to check it', ['Entries', 'Nobody yet', 'npm run verify -- ']],
      ['/accessibility', 'Accessibility statement', ['Nobody outside has audited', '22 November 2026', '10 minutes']],
      [
        '/seal',
        'The seal, and what it shows',
        [
          'Key that seals now, SHA-256',
          'This is a demonstration',
          'Nobody does at present',
          'What a seal does not show',
        ],
      ],
      [
        '/licence',
        'Licence',
        ['Contains information from the', 'Open Government Licence v3.0', 'What it does not cover'],
      ],
    ])('at %s says who keeps it and where to write to', async (path, heading, words) => {
      const page = await new Browser(url()).open(path)
      expect([page.status, page.heading]).toEqual([200, heading])
      const custodian = 'Example Vale Council (invented)'
      for (const said of [custodian, 'register@example.org', ...words]) expect(page.text).toContain(said)
      expect(page.links).toContain('mailto:register@example.org')
    })

    it('has a look of its own that may be kept for ever, and a card and an icon that are there', async () => {
      const home = await new Browser(url()).open('/')
      const [style = ''] = home.links.filter((href) => href.startsWith('/look.css'))
      const look = await fetch(new URL(style, url()))
      expect(look.headers.get('content-type')).toBe('text/css; charset=utf-8')
      expect(look.headers.get('cache-control')).toContain('immutable')
      expect(await look.text()).toContain('--register-accent:#0b4f5c')
      // Whoever asks with another version may not keep this one under it.
      const older = await fetch(`${url()}/look.css?v=0000000000`)
      expect(older.headers.get('cache-control')).not.toContain('immutable')
      const card = /property="og:image" content="([^"]*)"/.exec(home.html)?.[1] ?? ''
      const icon = /rel="icon" href="([^"]*)"/.exec(home.html)?.[1] ?? ''
      const [picture, mark] = await Promise.all([card, icon].map(async (path) => fetch(new URL(path, url()))))
      expect([picture?.status, picture?.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect([mark?.status, mark?.headers.get('content-type')]).toEqual([200, expect.stringContaining('image/svg+xml')])
      const bytes = new DataView((await picture?.arrayBuffer()) ?? new ArrayBuffer(24))
      expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([1200, 630])
    })
  })
}
