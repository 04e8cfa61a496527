import { AsnConvert } from '@peculiar/asn1-schema'
import { Accuracy, TimeStampReq, TSTInfo, TSTInfoVersion } from '@peculiar/asn1-tsp'
import type { Authority } from '../../src/actions/ask-authority.ts'
import { openStamper } from '../../src/actions/open-stamper.ts'
import type { Parts } from '../../src/actions/parts.ts'
import { element } from './der-element.ts'
import { openTimeAuthority, type TimeAuthority } from './time-authority.ts'

/** What somebody else's servers do when they are asked. */
export type Mood = { stamps: (host: string) => boolean; lists: 'good' | 'silent' | 'another' | 'large' }

/** Authorities of openssl's whose X.509 certificates count for so many days, each on a host of its own. */
export function openAuthorities(days: readonly number[]): ReadonlyMap<string, TimeAuthority> {
  const hosts = days.map((count, n) => [`time${n + 1}.example`, count] as const)
  return new Map(
    hosts.map(([host, count]) => [
      host,
      openTimeAuthority(host, undefined, { days: count, place: `http://${host}/revoked.crl` }),
    ]),
  )
}

/** A register to which such authorities give time-stamps over the network of a test, at the register's own time. */
export function withAuthorities<Own extends Parts>(
  parts: Own,
  authorities: ReadonlyMap<string, TimeAuthority>,
  mood: Mood = { stamps: () => true, lists: 'good' },
) {
  const asked: string[] = []
  const strangers = new Map([...authorities].map(([host], n) => [host, [...authorities.values()].at(n - 1)]))
  const ask: Parts['ask'] = async (request) => {
    const { host, pathname } = new URL(request.url)
    asked.push(`${host}${pathname}`)
    const authority = authorities.get(host)
    if (!authority) throw new TypeError('there is no such host')
    if (request.method === 'POST') {
      if (!mood.stamps(host)) return new Response('', { status: 503 })
      const body = replyOf(authority, await request.arrayBuffer(), parts.clock())
      return new Response(body, { headers: { 'content-type': 'application/timestamp-reply' } })
    }
    if (mood.lists === 'silent') return new Response('', { status: 503 })
    if (mood.lists === 'large') return new Response(new Uint8Array(100_000))
    return new Response(mood.lists === 'another' ? strangers.get(host)?.revoked : authority.revoked)
  }
  const named = [...authorities].map(([host, { root }]): Authority => ({
    name: host,
    url: `http://${host}/`,
    policy: stampPolicy,
    anchor: root,
  }))
  const world = { ...parts, ask, authorities: named }
  return { ...world, stamper: openStamper(world, named), asked, mood }
}

/** What every such authority stamps under. */
export const stampPolicy = '1.2.3.4.1'
let serial = 0

/** What an authority answers to a query (RFC 3161 §3.4) at a time, in milliseconds since 1970. */
export function replyOf(authority: TimeAuthority, query: ArrayBuffer, at: number): Uint8Array<ArrayBuffer> {
  const { messageImprint, nonce } = AsnConvert.parse(query, TimeStampReq)
  const info = new TSTInfo({
    version: TSTInfoVersion.v1,
    policy: stampPolicy,
    messageImprint,
    serialNumber: Uint8Array.of(1, (serial += 1) & 255).buffer,
    genTime: new Date(Math.floor(at / 1000) * 1000),
    accuracy: new Accuracy({ seconds: 1 }),
    ...(nonce && { nonce }),
  })
  const token = authority.sign(new Uint8Array(AsnConvert.serialize(info)))
  const granted = Uint8Array.of(0x30, 3, 2, 1, 0)
  return element(0x30, granted, token)
}
