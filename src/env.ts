import * as v from 'valibot'

/** Every setting of a host, read once. A key never has a default. */
export type Settings = {
  /** The port to listen on, on the embedded host. */
  port: number
  /** The folder for database, keys and mark, on the embedded host. */
  dataDir: string
  /** The address that visitors type, without a slash at the end. */
  origin: string
  /** How mail leaves the house. */
  carrier: 'mailbox'
  /** The certificate's one colour, `#rrggbb`. */
  accent: string
}

/** A setting that is missing or malformed: the register refuses to start and names it. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused'
}

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))
const origin = v.pipe(v.string(), v.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](:\d{1,5})?$/))
const carrier = v.picklist(['mailbox'])
const databaseUrl = v.pipe(v.string(), v.regex(/^(libsql|https?):/))
const accent = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))

/** Variables as a host brings them. */
export type Variables = Readonly<Record<string, unknown>>

/** The settings of the embedded host. */
export function readSettings(variables: Variables): Settings {
  const listening = read(variables, 'PORT', port, '8787', 'a port, from 0 to 65535')
  const settings: Settings = {
    port: listening,
    dataDir: read(variables, 'DATA_DIR', v.pipe(v.string(), v.minLength(1)), 'data', 'a folder'),
    origin: read(
      variables,
      'ORIGIN',
      origin,
      `http://localhost:${listening}`,
      'an address such as https://register.example.org, with no slash at the end',
    ),
    carrier: read(variables, 'MAIL_CARRIER', carrier, 'mailbox', '"mailbox"'),
    accent: read(variables, 'ACCENT', accent, '#0b4f5c', 'a colour such as #0b4f5c'),
  }
  return settings
}

/** The settings and secrets of the edge host. */
export function readBindings(
  variables: Variables,
): Settings & { databaseUrl: string; databaseToken?: string; keys: string } {
  const token = variables['DATABASE_TOKEN']
  const settings = {
    port: 0,
    dataDir: '',
    origin: read(
      variables,
      'ORIGIN',
      origin,
      undefined,
      'an address such as https://register.example.org, with no slash at the end',
    ),
    carrier: read(variables, 'MAIL_CARRIER', carrier, undefined, '"mailbox"'),
    accent: read(variables, 'ACCENT', accent, '#0b4f5c', 'a colour such as #0b4f5c'),
    databaseUrl: read(variables, 'DATABASE_URL', databaseUrl, undefined, 'the address of a libSQL server'),
    ...(typeof token === 'string' && { databaseToken: token }),
    keys: read(
      variables,
      'REGISTER_KEYS',
      v.pipe(v.string(), v.minLength(2)),
      undefined,
      'the keys that `npm run open` made',
    ),
  }
  return settings
}

/** The database of an edge host, where one is named: `npm run open` opens the register there. */
export function readDatabase(variables: Variables): { url: string; token?: string } | undefined {
  if (variables['DATABASE_URL'] === undefined) return undefined
  const token = variables['DATABASE_TOKEN']
  const url = read(variables, 'DATABASE_URL', databaseUrl, undefined, 'the address of a libSQL server')
  return { url, ...(typeof token === 'string' && { token }) }
}

/** Whether an address is on this machine alone: only there is a demonstration opened, and mail kept on a page. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}

/** Refuses a carrier that would show everybody's mail to everybody. */
export function assureCarrier({ carrier: chosen, origin: address }: Pick<Settings, 'carrier' | 'origin'>): void {
  if (chosen === 'mailbox' && !isLoopback(address)) {
    throw new SettingRefused(
      'MAIL_CARRIER is "mailbox", which shows every mail on a page: it works only where ORIGIN is this machine.',
    )
  }
}

function read<Output>(
  variables: Variables,
  name: string,
  schema: v.GenericSchema<string, Output>,
  fallback: string | undefined,
  shape: string,
): Output {
  const value = variables[name] === '' ? undefined : variables[name]
  if (value === undefined && fallback === undefined)
    throw new SettingRefused(`${name} is missing. It has to be ${shape}.`)
  const parsed = v.safeParse(schema, value ?? fallback)
  if (!parsed.success) throw new SettingRefused(`${name} is malformed. It has to be ${shape}.`)
  return parsed.output
}
