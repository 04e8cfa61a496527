/**
 * The address at which the register may ask whether a website answers; undefined where it asks nothing. Somebody typed it,
 * so it might lead into the register's own network: names of the public internet alone are asked, over HTTP at its usual
 * ports, and never a number, a name without a dot, or one that is kept for networks at home (RFC 6761, RFC 8375).
 */
export function websiteToAsk(typed: string): URL | undefined {
  const url = URL.parse(typed)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '' || url.port !== '') return undefined
  // A dot at the end names the same host. The parser has made every spelling of an IPv4 address into four numbers.
  const host = url.hostname.replace(/\.$/, '')
  const last = host.split('.').at(-1) ?? ''
  if (!host.includes('.') || host.startsWith('[') || /^\d+$/.test(last)) return undefined
  return atHome.some((name) => host === name || host.endsWith(`.${name}`)) ? undefined : url
}

const atHome = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'arpa',
  'onion',
  'test',
  'invalid',
]
