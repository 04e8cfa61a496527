import * as v from 'valibot'
import type { Authority } from './actions/ask-authority.ts'
import type { Limits, Local } from './actions/parts.ts'
import { parseX509Certificate } from './certificate/x509-chain.ts'
import { kinds, type Kind } from './core/body-kind.ts'
import { MailAddress } from './core/mail-address.ts'
import { proofLevels, type ProofLevel } from './core/proof-level.ts'
import { parseBase64 } from './encoding/base64.ts'
import { unlessMalformed } from './encoding/malformed.ts'
import type { NotifySettings, SmtpSettings } from './mail/settings.ts'
import { contrast } from './web/colour.ts'

/** How mail leaves the house. */
export type MailSettings =
  { carrier: 'mailbox' } | ({ carrier: 'smtp' } & SmtpSettings) | ({ carrier: 'notify' } & NotifySettings)

/** Every setting of a host, read once. A key never has a default. */
export type Settings = {
  /** The port to listen on, on the embedded host. */
  port: number
  /** The folder for database, keys and mark, on the embedded host. */
  dataDir: string
  /** The address that visitors type, without a slash at the end. */
  origin: string
  mail: MailSettings
  local: Local
  /** How long and how often things work, and how long what is unfinished is kept. */
  limits: Limits
  /** The kinds of body for which two people have to sign. */
  twoSignatures: readonly Kind[]
  /** The time-stamping authorities, in the order in which they are asked. */
  authorities: readonly Authority[]
  /** What a certificate has to come to before it is handed out. */
  certificateLevel: ProofLevel
}

/** A setting that is missing or malformed: the register refuses to start and names it. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused'
}

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))
const origin = v.pipe(v.string(), v.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](:\d{1,5})?$/))
const carrier = v.picklist(['mailbox', 'smtp', 'notify'])
const smtpUrl = v.pipe(v.string(), v.url(), v.regex(/^smtps?:\/\//))
const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source
const notifyKey = v.pipe(v.string(), v.regex(new RegExp(`^.+-${id}-${id}$`)))
const notifyTemplate = v.pipe(v.string(), v.regex(new RegExp(`^${id}$`)))
const bearerToken = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,}$/))
const databaseUrl = v.pipe(v.string(), v.regex(/^(libsql|https?):/))
// Words on the accent are white, and links in it stand on white: WCAG 2.2 asks 4.5 to 1 of either.
const accent = v.pipe(
  v.string(),
  v.regex(/^#[0-9a-f]{6}$/),
  v.check((colour) => contrast(colour, '#ffffff') >= 4.5),
)
// Becomes part of a style sheet, so nothing but names.
const family = /(?:"[A-Za-z0-9][A-Za-z0-9 -]*"|[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*)*)/.source
const typeface = v.pipe(v.string(), v.maxLength(200), v.regex(new RegExp(`^${family}(?:, ?${family})*$`)))
const sectorName = v.pipe(v.string(), v.regex(/^[^\p{C}\s](?:[^\p{C}]{0,58}[^\p{C}\s])?$/u))
const kindList = v.pipe(
  v.string(),
  v.transform((text) => (text === 'none' ? [] : text.split(',').map((kind) => kind.trim()))),
  v.array(v.picklist(kinds)),
)

const authority = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^https?:\/\/[^\s@]+ +[0-2](\.(0|[1-9]\d*))+ +[A-Za-z0-9+/]+=*$/),
  v.transform((text) => text.split(/ +/)),
  v.check(([url = '', , anchor = '']) => URL.canParse(url) && isX509(anchor)),
  v.transform(([url = '', policy = '', anchor = '']): Authority => {
    return { name: new URL(url).host, url, policy, anchor: parseBase64(anchor) }
  }),
)
const authorityList = v.pipe(
  v.string(),
  v.transform((text) => (text === 'none' ? [] : text.split(','))),
  v.array(authority),
  v.check((named) => new Set(named.map(({ name }) => name)).size === named.length),
)

const proofLevel = v.pipe(v.string(), v.picklist(proofLevels))

/** Variables as a host brings them. */
export type Variables = Readonly<Record<string, unknown>>

/** The settings of the embedded host. */
export function readSettings(variables: Variables): Settings {
  const listening = read(variables, 'PORT', port, '8787', 'a port, from 0 to 65535')
  const address = readOrigin(variables, `http://localhost:${listening}`)
  const local = readLocal(variables, address)
  return {
    port: listening,
    dataDir: read(variables, 'DATA_DIR', v.pipe(v.string(), v.minLength(1)), 'data', 'a folder'),
    origin: address,
    mail: readMail(variables, { address, contact: local.contact, fallback: 'mailbox' }),
    local,
    ...readRules(variables),
  }
}

/** The same for a demonstration, which has a folder of its own. */
export function readDemonstrationSettings(variables: Variables): Settings {
  return readSettings({ ...variables, DATA_DIR: variables['DATA_DIR'] || '.out/demo' })
}

/** The settings and secrets of the edge host. */
export function readBindings(
  variables: Variables,
): Settings & { databaseUrl: string; databaseToken?: string; keys: string } {
  const token = variables['DATABASE_TOKEN']
  const address = readOrigin(variables, undefined)
  const local = readLocal(variables, address)
  return {
    port: 0,
    dataDir: '',
    origin: address,
    mail: readMail(variables, { address, contact: local.contact, fallback: undefined }),
    local,
    ...readRules(variables),
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
}

function readOrigin(variables: Variables, fallback: string | undefined): string {
  const shape = 'an address such as https://register.example.org, with no slash at the end'
  return read(variables, 'ORIGIN', origin, fallback, shape)
}

/** What the keeper chose. A mailbox is made up only where nobody but its operator sees it. */
function readLocal(variables: Variables, address: string): Local {
  const invented = isLoopback(address) ? 'register@example.org' : undefined
  const shape = 'a few words, at most 60 characters'
  return {
    contact: read(variables, 'CONTACT', MailAddress, invented, 'a mailbox such as register@example.org'),
    accent: read(variables, 'ACCENT', accent, '#0b4f5c', 'a colour such as #0b4f5c, dark enough to be read on white'),
    typeface: read(
      variables,
      'TYPEFACE',
      typeface,
      '"Source Sans 3", Arial, sans-serif',
      'names of typefaces with commas between, such as "Source Sans 3", Arial, sans-serif',
    ),
    sectors: {
      'public-sector': read(variables, 'SECTOR_PUBLIC', sectorName, 'Public sector', shape),
      vcs: read(variables, 'SECTOR_VCS', sectorName, 'Voluntary and community sector', shape),
    },
  }
}

/** How mail leaves; what a carrier is not asked for is not read. */
function readMail(
  variables: Variables,
  { address, contact, fallback }: { address: string; contact: MailAddress; fallback: string | undefined },
): MailSettings {
  const chosen = read(variables, 'MAIL_CARRIER', carrier, fallback, '"mailbox", "smtp" or "notify"')
  if (chosen === 'mailbox') return { carrier: chosen }
  if (chosen === 'notify') {
    const shape = 'at least 16 letters, digits, hyphens and underscores'
    return {
      carrier: chosen,
      key: read(variables, 'NOTIFY_KEY', notifyKey, undefined, 'an API key as GOV.UK Notify made it'),
      template: read(variables, 'NOTIFY_TEMPLATE', notifyTemplate, undefined, 'the id of a template'),
      receipts: read(variables, 'NOTIFY_RECEIPTS', bearerToken, undefined, shape),
      api: read(variables, 'NOTIFY_URL', origin, 'https://api.notifications.service.gov.uk', 'an address'),
    }
  }
  const url = read(
    variables,
    'SMTP_URL',
    smtpUrl,
    undefined,
    'an address such as smtps://name:password@mail.example.org',
  )
  return {
    carrier: chosen,
    url,
    from: read(variables, 'MAIL_FROM', MailAddress, contact, 'a mailbox such as register@example.org'),
    replyTo: contact,
    host: new URL(address).hostname,
    unencrypted: isLoopback(url),
  }
}

/** The limits, the signing rule, the authorities and what they are needed for, which are the same on both hosts. */
function readRules(
  variables: Variables,
): Pick<Settings, 'limits' | 'twoSignatures' | 'authorities' | 'certificateLevel'> {
  const authorities = read(
    variables,
    'TIME_STAMPS',
    authorityList,
    'none',
    '"none", or for each authority its address, its policy and its X.509 certificate in base64 of DER, with spaces between and commas between authorities, each on a host of its own',
  )
  return {
    limits: {
      codeMinutes: wholeNumber(variables, 'CODE_MINUTES', '10', [1, 60]),
      codeTries: wholeNumber(variables, 'CODE_TRIES', '5', [1, 10]),
      linkDays: wholeNumber(variables, 'LINK_DAYS', '42', [1, 365]),
      unfinishedDays: wholeNumber(variables, 'UNFINISHED_DAYS', '90', [1, 90]),
      deskHours: wholeNumber(variables, 'DESK_HOURS', '8', [1, 24]),
      backupDays: wholeNumber(variables, 'BACKUP_DAYS', '30', [0, 3650]),
      noticeDays: wholeNumber(variables, 'NOTICE_DAYS', '28', [1, 365]),
      mailsPerDay: wholeNumber(variables, 'MAILS_PER_DAY', '5', [3, 1000]),
    },
    twoSignatures: read(variables, 'TWO_SIGNATURES', kindList, 'none', '"none", or kinds of body with commas between'),
    authorities,
    certificateLevel: read(
      variables,
      'CERTIFICATE_LEVEL',
      v.pipe(
        proofLevel,
        v.check((level) => level === 'B-B' || authorities.length > 0),
      ),
      'B-B',
      '"B-B", or where TIME_STAMPS names an authority also "B-T", "B-LT" or "B-LTA"',
    ),
  }
}

function wholeNumber(
  variables: Variables,
  name: string,
  fallback: string,
  [least, most]: readonly [number, number],
): number {
  const schema = v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(least), v.maxValue(most))
  return read(variables, name, schema, fallback, `a whole number from ${least} to ${most}`)
}

/** The database of an edge host, where one is named: `npm run open` opens the register there. */
export function readDatabase(variables: Variables): { url: string; token?: string } | undefined {
  if (variables['DATABASE_URL'] === undefined) return undefined
  const token = variables['DATABASE_TOKEN']
  const url = read(variables, 'DATABASE_URL', databaseUrl, undefined, 'the address of a libSQL server')
  return { url, ...(typeof token === 'string' && { token }) }
}

/** The keys of an edge host, where a command is given them. */
export function readKeys(variables: Variables): string | undefined {
  const keys = variables['REGISTER_KEYS']
  return typeof keys === 'string' && keys !== '' ? keys : undefined
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
export function assureCarrier({ mail, origin: address }: Pick<Settings, 'mail' | 'origin'>): void {
  if (mail.carrier === 'mailbox' && !isLoopback(address)) {
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

function isX509(base64: string): boolean {
  return unlessMalformed(() => parseX509Certificate(parseBase64(base64))) !== undefined
}
