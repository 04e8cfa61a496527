const browsers = [
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Edge', /\bEdg(A|iOS)?\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Opera', /\bOPR\//],
  ['Chrome', /\b(Headless)?(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const

const systems = [
  ['iPhone or iPad', /\b(iPhone|iPad)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b/],
  ['Chromebook', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** What somebody calls the browser that names itself by a User-Agent (RFC 9110 §10.1.5), so that they know it again. Of what it said, nothing else is kept. */
export function browserName(agent: string): string {
  const [browser = 'Another program'] = browsers.find(([, pattern]) => pattern.test(agent)) ?? []
  const [system] = systems.find(([, pattern]) => pattern.test(agent)) ?? []
  return system ? `${browser} on ${system}` : browser
}
