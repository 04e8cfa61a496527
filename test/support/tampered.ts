import { parseLatin1 } from '../../src/certificate/read-file.ts'
import type { Revised } from '../../src/certificate/revise-file.ts'
import { writeFile } from '../../src/certificate/write-file.ts'
import type { Stages } from './prolonged.ts'

/** A file that somebody did something to: what was done, and what came of it. */
export type Tampered = readonly [done: string, bytes: Uint8Array]

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
/** A text with something else in one place; a place that is not there is a mistake of the attack. */
function alter(text: string, from: string | RegExp, to: string): string {
  const altered = text.replace(from, to)
  if (altered === text) throw new Error(`nothing to alter: ${from}`)
  return altered
}

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

/**
 * An incremental update as anybody's tools write one (ISO 32000-1 §7.5.6): another reader takes it. It is written apart from
 * ours, so that what is wrong with it is only what it changes.
 */
function addUpdate(pdf: Uint8Array, objects: Readonly<Record<number, string>>, more = ''): Uint8Array {
  const text = latin1(pdf)
  const last = text.slice(text.lastIndexOf('trailer'))
  const [, root = ''] = /\/Root (\d+ 0 R)/.exec(last) ?? []
  const [, id = ''] = /\/ID (\[.*?\])/.exec(last) ?? []
  const [, prev = ''] = /startxref\n(\d+)/.exec(last) ?? []
  const size = Math.max(
    Number(/\/Size (\d+)/.exec(last)?.[1]),
    ...Object.keys(objects).map((number) => Number(number) + 1),
  )
  let body = ''
  let table = ''
  for (const [number, object] of Object.entries(objects)) {
    table += `${number} 1\n${String(pdf.length + body.length).padStart(10, '0')} 00000 n \n`
    body += `${number} 0 obj\n${object}\nendobj\n`
  }
  const at = pdf.length + body.length
  const trailer = `trailer\n<< /Size ${size} /Root ${root} /ID ${id} /Prev ${prev}${more} >>\nstartxref\n${at}\n%%EOF\n`
  return bytesOf(`${text}${body}xref\n${table}${trailer}`)
}

/** What an attack is about: the objects of a sealed file by what they are for. */
function anatomyOf({ objects, root }: Revised) {
  const texts = new Map([...objects].map(([number, object]) => [number, parseLatin1(object)]))
  const numberOf = (begins: RegExp) => [...texts].find(([, text]) => begins.test(text))?.[0] ?? 0
  const text = (number: number) => texts.get(number) ?? ''
  const page = numberOf(/^<<\n\/Type \/Page\n/)
  return {
    catalog: root,
    page,
    seal: numberOf(/^<< \/Type \/Sig /),
    sealField: numberOf(/\/FT \/Sig\n/),
    link: numberOf(/\/Subtype \/Link\n/),
    font: Number(/\/regular (\d+) 0 R/.exec(text(page))?.[1]),
    content: Number(/\/Contents \[ \d+ 0 R (\d+) 0 R \]/.exec(text(page))?.[1]),
    leaf: numberOf(/\/Type \/Filespec\n\/F \(leaf\.json\)/),
    heading: numberOf(/\/S \/H1\n/),
    free: Math.max(...objects.keys()) + 1,
    text,
  }
}

/** Every attack of the literature on PDF signatures, and what else comes to mind, on a file as it was issued. */
export function tamper(file: Revised): readonly Tampered[] {
  const { bytes: pdf } = file
  const text = latin1(pdf)
  const it = anatomyOf(file)
  const [catalog, page, field] = [it.text(it.catalog), it.text(it.page), it.text(it.sealField)]
  const swap = (from: string | RegExp, to: string) => bytesOf(alter(text, from, to))
  const put = (objects: Readonly<Record<number, string>>, more?: string) => addUpdate(pdf, objects, more)
  const [, gap = 0, gapEnd = 0, rest = 0] = (/\/ByteRange \[(\d+) (\d+) +(\d+) +(\d+) *\]/.exec(text) ?? [])
    .slice(1)
    .map(Number)
  const range = /\/ByteRange \[[^\]]*\]/
  const contents = /\/Contents <[0-9a-f]+>(?= \/M)/
  const blank = '<< /Length 9 >>\nstream\n0 0 1 rg \nendstream'
  const lengthened = (key: string, of: string) =>
    of.replace(new RegExp(`/${key} \\[ ([^\\]]*)\\]`), `/${key} [ $1${it.free} 0 R ]`)
  const annotation = (entries: string) => `<< /Type /Annot ${entries} /P ${it.page} 0 R >>`
  const note = annotation('/Subtype /FreeText /Rect [60 600 500 640] /DA (/regular 20 Tf) /Contents (Withdrawn)')
  const visible = annotation(
    `/Subtype /Widget /FT /Sig /T (again) /Rect [60 600 500 640] /AP << /N ${it.free + 1} 0 R >>`,
  )
  const picture =
    '<< /Type /XObject /Subtype /Form /BBox [0 0 440 40] /Length 18 >>\nstream\n0 0 440 40 re f    \nendstream'
  const script = `<< /S /JavaScript /JS (app.alert\\('x'\\)) >>`
  const insert = (into: string, entries: string) => into.replace(/>>$/, `${entries}\n>>`)

  const forgeries: Tampered[] = [
    ['universal forgery: no range', swap(range, '/ByteRnage [0 0 0 0]')],
    ['universal forgery: the range taken out', swap(range, '')],
    ['universal forgery: a range of null', swap(range, '/ByteRange null')],
    ['universal forgery: a range without numbers', swap(range, '/ByteRange []')],
    ['universal forgery: a negative range', swap(range, `/ByteRange [0 -${gap} ${gapEnd} ${rest}]`)],
    ['universal forgery: a range that overlaps', swap(range, `/ByteRange [0 ${gapEnd} ${gap} ${rest}]`)],
    ['universal forgery: a range from later on', swap(range, `/ByteRange [9 ${gap - 9} ${gapEnd} ${rest}]`)],
    ['universal forgery: a range that stops early', swap(range, `/ByteRange [0 ${gap} ${gapEnd} ${rest - 9}]`)],
    ['universal forgery: a range of six', swap(range, `/ByteRange [0 ${gap} ${gapEnd} 9 ${gapEnd + 9} ${rest - 9}]`)],
    ['universal forgery: no contents', swap(contents, '')],
    ['universal forgery: contents of null', swap(contents, '/Contents null')],
    ['universal forgery: empty contents', swap(contents, '/Contents <>')],
    ['universal forgery: contents of zeros', swap(contents, `/Contents <${'0'.repeat(gapEnd - gap - 2)}>`)],
    ['universal forgery: contents as a name', swap(contents, '/Contents /X')],
    ['wrapping: the second part moved behind another', wrap(text, [gap, gapEnd])],
    ['wrapping: something in the gap', swap(contents, '/Contents <00> /Moved true /Contents <00>')],
    ['wrapping: the gap grown by blanks', bytesOf(`${text.slice(0, gapEnd)}   ${text.slice(gapEnd)}`)],
  ]
  const saved: Tampered[] = [
    ['incremental saving: another page content', put({ [it.content]: blank })],
    ['incremental saving: another catalog', put({ [it.catalog]: insert(catalog, '/PageMode /UseNone') })],
    ['incremental saving: nothing at all', put({})],
    ['incremental saving: an object and no table', bytesOf(`${text}${it.content} 0 obj\n${blank}\nendobj\n`)],
    [
      'incremental saving: an object and a trailer',
      bytesOf(`${text}${it.content} 0 obj\n${blank}\nendobj\ntrailer\n<< /Root ${it.catalog} 0 R >>\n`),
    ],
    ['incremental saving: the seal once more', put({ [it.seal]: it.text(it.seal) })],
    [
      'shadow, hide: a picture over the page',
      put({ [it.page]: alter(page, /\/Contents \[ (.*) \]/, `/Contents [ $1 ${it.free} 0 R ]`), [it.free]: blank }),
    ],
    ['shadow, replace: another face', put({ [it.font]: alter(it.text(it.font), /\/ToUnicode \d+ 0 R\n/, '') })],
    [
      'shadow, replace: another page',
      put({ [it.page]: alter(page, '/StructParents 0', '/StructParents 0\n/Rotate 180') }),
    ],
    [
      'shadow, both: hidden objects brought out',
      put({
        [it.catalog]: alter(catalog, /\/Pages \d+ 0 R/, `/Pages ${it.free} 0 R`),
        [it.free]: '<< /Type /Pages /Kids [] /Count 0 >>',
      }),
    ],
    ['certification: a note on the page', put({ [it.page]: lengthened('Annots', page), [it.free]: note })],
    [
      'certification: a sneaky signature',
      put({
        [it.catalog]: lengthened('Fields', catalog),
        [it.page]: lengthened('Annots', page),
        [it.free]: visible,
        [it.free + 1]: picture,
      }),
    ],
    [
      'certification: the seal made visible',
      put({
        [it.sealField]: insert(alter(field, '[ 0 0 0 0 ]', '[ 60 600 500 640 ]'), `/AP << /N ${it.free} 0 R >>`),
        [it.free]: picture,
      }),
    ],
    ['certification: other permissions', put({ [it.seal]: alter(it.text(it.seal), '/P 1', '/P 3') })],
    ['certification: no permissions', put({ [it.catalog]: alter(catalog, /\/Perms <<\n.*\n>>\n/, '') })],
    ['certification: permissions changed where they stand', swap('/P 1 /V /1.2', '/P 3 /V /1.2')],
  ]
  const forms: Tampered[] = [
    [
      'an object twice in one revision',
      bytesOf(alter(text, '\nxref\n', `\n${it.content} 0 obj\n${blank}\nendobj\nxref\n`)),
    ],
    ['a key twice', swap('/Annots [', '/Annots [ ]\n/Annots [')],
    ['a table that leads elsewhere', swap(/(?<=\n)\d{10} 00000 n \n(?=trailer)/, '0000000015 00000 n \n')],
    ['a table that leads nowhere', swap(/(?<=\n)\d{10} 00000 n \n(?=trailer)/, '0000000000 00000 f \n')],
    [
      'a trailer that leads back to itself',
      bytesOf(alter(text, / >>\nstartxref\n(\d+)/, ' /Prev $1 >>\nstartxref\n$1')),
    ],
    [
      'two trailers that lead to one another',
      bytesOf(
        latin1(put({}))
          .replace(/ >>\nstartxref\n(\d+)\n%%EOF\n$/, ' >>\nstartxref\n$1\n%%EOF\n')
          .replace(/ >>\nstartxref\n/, ` /Prev ${pdf.length} >>\nstartxref\n`),
      ),
    ],
    ['a hybrid table', put({ [it.free]: blank }, ` /XRefStm ${pdf.length}`)],
    [
      'a table in a stream',
      bytesOf(
        `${text}${it.free} 0 obj\n<< /Type /XRef /Size 1 /W [1 1 1] /Root ${it.catalog} 0 R /Length 3 >>\nstream\n   \nendstream\nendobj\nstartxref\n${pdf.length}\n%%EOF\n`,
      ),
    ],
    ['encryption', put({ [it.free]: '<< /Filter /Standard /V 1 >>' }, ` /Encrypt ${it.free} 0 R`)],
    ['a byte between objects', swap('endobj\n', 'endobj \n')],
    ['a comment between objects', swap('endobj\n', 'endobj\n% hello\n')],
    ['an end within', swap('endobj\n', 'endobj\n%%EOF\n')],
    ['an end behind the end', bytesOf(`${text}%%EOF\n`)],
    ['a line end behind the end', bytesOf(`${text}\n`)],
    ['bytes before the beginning', bytesOf(`\n${text}`)],
    ['another header', swap('%PDF-1.7', '%PDF-2.0')],
  ]
  const words: Tampered[] = [
    [
      'another attachment',
      put({ [it.leaf]: alter(it.text(it.leaf), /\/EF <<\n\/F \d+/, `/EF <<\n/F ${it.free}`), [it.free]: blank }),
    ],
    [
      'another tree of names',
      put({ [it.catalog]: alter(catalog, /\/EmbeddedFiles \d+ 0 R/, '/EmbeddedFiles << /Names [ ] >>') }),
    ],
    ['no associated files', put({ [it.catalog]: alter(catalog, /\/AF \[ .* \]/, '/AF [ ]') })],
    ['another tag', put({ [it.heading]: alter(it.text(it.heading), '/H1', '/P') })],
    ['words to be read out', put({ [it.heading]: insert(it.text(it.heading), '/ActualText (Withdrawn)') })],
    ['another language', put({ [it.catalog]: alter(catalog, '/Lang (en-GB)', '/Lang (fr-FR)') })],
    ['no tags', put({ [it.catalog]: alter(catalog, '/Marked true', '/Marked false') })],
    ['another link', put({ [it.link]: alter(it.text(it.link), /\/URI \(.*\)/, '/URI (https://elsewhere.example/)') })],
    ['an action', put({ [it.catalog]: insert(catalog, `/OpenAction ${script}`) })],
    ['actions of the page', put({ [it.page]: insert(page, `/AA << /O ${script} >>`) })],
    [
      'a script',
      put({ [it.catalog]: alter(catalog, '/Names <<', `/Names <<\n/JavaScript << /Names [ (x) ${script} ] >>`) }),
    ],
    ['layers', put({ [it.catalog]: insert(catalog, '/OCProperties << /OCGs [] /D << >> >>') })],
    ['other metadata', put({ [it.catalog]: alter(catalog, /\/Metadata \d+ 0 R\n/, '') })],
    [
      'fields that ask to be drawn',
      put({ [it.catalog]: alter(catalog, '/SigFlags 3', '/SigFlags 3\n/NeedAppearances true') }),
    ],
    [
      'another form (XFA)',
      put({ [it.catalog]: alter(catalog, '/SigFlags 3', `/SigFlags 3\n/XFA ${it.free} 0 R`), [it.free]: blank }),
    ],
    ['another title of the seal', put({ [it.sealField]: alter(field, /\/TU \(.*\)/, '/TU (Withdrawn)') })],
    ['the same objects in a file of its own', writeFile({ ...file, id: new Uint8Array(16) }).bytes],
  ]
  return [...forgeries, ...saved, ...forms, ...words]
}

/** The attack that moves what is behind the seal, and puts something else where it was. */
function wrap(text: string, [gap, gapEnd]: readonly [number, number]): Uint8Array {
  const behind = text.slice(gapEnd)
  const moved = `${text.slice(0, gapEnd)} /Moved << >> >>\nendobj\n${behind}`
  const range = `/ByteRange [0 ${gap} ${moved.length - behind.length} ${behind.length}]`
  return bytesOf(alter(moved, /\/ByteRange \[[^\]]*\]/, range))
}

/** What may be tried on a file with time-stamps and a store: in the right place and form of our updates, and yet something else. */
export function tamperUpdates(stages: Stages): readonly Tampered[] {
  const [issued, stamped, stored, last] = [
    stages.issued.bytes,
    stages.stamped.bytes,
    stages.stored.bytes,
    stages.lasting.bytes,
  ] as const
  const added = (bytes: Uint8Array, swap: (text: string) => string): Uint8Array => {
    const [before, update] = [latin1(issued), latin1(bytes.subarray(issued.length))]
    return bytesOf(before + swap(update))
  }
  const stampUpdate = latin1(stamped).slice(issued.length)
  const storeUpdate = latin1(stored).slice(stamped.length)
  const capitals = (text: string) => text.replace(/(?<=\/Contents <)[0-9a-f]{40}/, (hex) => hex.toUpperCase())
  return [
    [
      'the widget of a time-stamp on the page',
      added(stamped, (t) => alter(t, '[-9999 -9999 -9999 -9999]', '[00060 00600 00500 00640]')),
    ],
    ['words on the widget of a time-stamp', added(stamped, (t) => alter(t, /\/TU <FEFF0054/, '/TU <FEFF0055'))],
    ['another name of its field', added(stamped, (t) => alter(t, '/T (stamp', '/T (stomp'))],
    ['a flag of its field', added(stamped, (t) => alter(t, '/F 132', '/F 133'))],
    [
      'a time-stamp dictionary that is a signature',
      added(stamped, (t) => alter(t, '/Type /DocTimeStamp', '/Type /Sig          ')),
    ],
    ['another range of a time-stamp', added(stamped, (t) => alter(t, /\/ByteRange \[0 \d/, '/ByteRange [0 0'))],
    ['something behind a token', added(stamped, (t) => alter(t, /0000> >>/, '0001> >>'))],
    ['a token in capitals', added(stamped, capitals)],
    ['a page that turns with a time-stamp', added(stamped, (t) => alter(t, '/StructParents 0', '/StructParents 1'))],
    ['a catalog that changes with a time-stamp', added(stamped, (t) => alter(t, '/Marked true', '/Marked null'))],
    ['an object more with a time-stamp', added(stamped, (t) => alter(t, 'xref\n', '99 0 obj\n<< >>\nendobj\nxref\n'))],
    ['another identifier', added(stamped, (t) => alter(t, /> <[0-9a-f]{4}/, '> <beef'))],
    ['a time-stamp of another file', added(last, (t) => alter(t, storeUpdate, alter(storeUpdate, '/DSS', '/DSR')))],
    ['a time-stamp twice', bytesOf(latin1(stamped) + stampUpdate)],
    ['a store before any time-stamp', bytesOf(latin1(issued) + storeUpdate)],
    ['a store with another key', added(stored, (t) => alter(t, '/Type /DSS', '/Type /DSS /VRI << >>'))],
    [
      'a store with a stream that nobody refers to',
      added(stored, (t) => alter(t, /(\/CRLs \[\d+ 0 R) \d+ 0 R\]/, '$1]')),
    ],
    [
      'a catalog that changes with the store',
      added(stored, (t) => alter(t, /(\/Marked) true(?=[^]*\/DSS)/, '$1 null')),
    ],
    ['an update of somebody behind the last time-stamp', addUpdate(last, { 9: '<< >>' })],
    ['the last time-stamp cut in half', last.subarray(0, last.length - 700)],
    ['a byte behind the last time-stamp', bytesOf(`${latin1(last)}\n`)],
  ]
}
