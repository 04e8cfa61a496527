import { formatInstant } from '../../core/day.ts'
import { formatHex } from '../../encoding/hex.ts'
import { unlessMalformed } from '../../encoding/malformed.ts'
import { sha256 } from '../../encoding/sha256.ts'
import { isZip, parseZip, type Files } from '../../encoding/zip.ts'
import { formatVkey } from '../../log/vkey.ts'
import { bundleFiles, findPapers, findTrust } from '../../verify/bundle.ts'
import { verifyCertificate, type Trust } from '../../verify/certificate-verdict.ts'
import { parseEmbedded } from '../../verify/embedded-files.ts'
import { element } from './element.ts'
import { showVerdict, verdictElements } from './show-verdict.ts'

const nothing: Files = new Map()
const largestBundle = 100_000_000
const place = document.querySelector('#verdict')
const field = document.querySelector<HTMLInputElement>('input[type="file"]')
const embedded =
  unlessMalformed(() =>
    parseEmbedded(document.querySelector<HTMLTemplateElement>('#files')?.content.textContent ?? '{}'),
  ) ?? nothing

if (place && field) {
  const check = async (files: Files) => {
    const [papers, trust] = [findPapers(files), findTrust(files)]
    if (!papers) {
      const words = 'There is no certificate in this. Choose the PDF, the ZIP, or the files that were in it.'
      return showVerdict(place, [element('h2', { class: 'govuk-heading-l', tabindex: '-1' }, words)])
    }
    const verdict = await verifyCertificate(papers, trust, formatInstant(Date.now()))
    return showVerdict(place, [...verdictElements(verdict), ...keyElements(trust)])
  }
  const choose = async (chosen: Iterable<File>) => {
    place.textContent = 'Checking…'
    await check(await readFiles([...chosen]))
  }
  field.addEventListener('change', () => void choose(field.files ?? []))
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    void choose(event.dataTransfer?.files ?? [])
  })
  if (embedded.has(bundleFiles.pdf)) void check(embedded)
}

/**
 * What was chosen, with the names that a bundle gives. A ZIP and a folder's files bring keys of their own, which are then the
 * ones that count; a PDF alone is checked by the keys in this page.
 */
async function readFiles(chosen: readonly File[]): Promise<Files> {
  const read = await Promise.all(
    chosen.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
  )
  const [first] = read
  if (first && read.length === 1) {
    const [, bytes] = first
    if (isZip(bytes)) return unlessMalformed(() => parseZip(bytes, largestBundle)) ?? nothing
    return new Map([...keysOf(embedded), [bundleFiles.pdf, bytes]])
  }
  return new Map([
    ...keysOf(embedded),
    ...read.map(([name, bytes]) => [/\.pdf$/i.test(name) ? bundleFiles.pdf : name, bytes] as const),
  ])
}

function keysOf(files: Files): Files {
  const names: readonly string[] = [
    bundleFiles.root,
    bundleFiles.revoked,
    bundleFiles.authorities,
    bundleFiles.sealKeys,
    bundleFiles.policy,
    bundleFiles.keys,
    bundleFiles.list,
    bundleFiles.jws,
  ]
  return new Map([...files].filter(([name]) => names.includes(name)))
}

/** Whatever is checked is checked by keys, and these came with the files. */
function keyElements({ root, anchors = [], policy }: Trust): readonly HTMLElement[] {
  const keys = [
    ...(root ? [`Seal root, SHA-256 ${formatHex(sha256(root))}`] : []),
    ...anchors.map((anchor) => `Authority for time, SHA-256 ${formatHex(sha256(anchor))}`),
    ...(policy?.logs ?? []).map(({ key }) => `Log ${formatVkey(key)}`),
    ...(policy?.witnesses ?? []).map(({ key }) => `Witness ${formatVkey(key)}`),
  ]
  return [
    element('h3', { class: 'govuk-heading-m' }, 'Checked by these keys'),
    element(
      'p',
      { class: 'govuk-body' },
      'They came with these files. Compare them with what the register publishes, or with a copy that you trust: whoever makes up a register makes up its keys too.',
    ),
    element('ul', { class: 'govuk-list keys' }, ...keys.map((key) => element('li', {}, key))),
  ]
}
