import { formatInstant } from '../../core/day.ts'
import { readOfferedFile } from '../../core/offered-file.ts'
import { findPapers, findTrust } from '../../verify/bundle.ts'
import { verifyCertificate } from '../../verify/certificate-verdict.ts'
import { element } from './element.ts'
import { readRegister } from './read-register.ts'
import { fetchFiles } from '../../verify/register-files.ts'
import { showVerdict, verdictElements } from './show-verdict.ts'
import { offerAudit } from './start-audit.ts'

const form = document.querySelector<HTMLFormElement>('form[enctype]')
const field = form?.querySelector<HTMLInputElement>('input[type="file"]')
const [place, progress] = [document.querySelector('#verdict'), document.querySelector('#checking')]

// Only now is it true that the file stays where it is.
for (const words of document.querySelectorAll('[data-script]')) words.toggleAttribute('hidden')

if (form && field && place && progress) {
  const check = async (file: File) => {
    progress.textContent = 'Checking…'
    const pdf = new Uint8Array(await file.arrayBuffer())
    const { files, issued } = await fetchFiles(readRegister, pdf)
    const papers = findPapers(files) ?? { pdf }
    const verdict = await verifyCertificate(papers, findTrust(files), formatInstant(Date.now()))
    const { claims } = readOfferedFile(pdf)
    progress.textContent = ''
    showVerdict(place, [
      ...verdictElements(verdict),
      ...(issued?.replaced ? [replacedWords] : []).map((words) => element('p', { class: 'govuk-body' }, words)),
      ...(verdict.authentic.answer !== 'yes' && claims ? [claimElement(claims)] : []),
    ])
  }
  form.addEventListener('submit', (event) => {
    const [file] = field.files ?? []
    // Where none was chosen, the register says so.
    if (!file) return
    event.preventDefault()
    void check(file)
  })
  form.addEventListener('drop', ({ dataTransfer }) => {
    const [file] = dataTransfer?.files ?? []
    if (file) void check(file)
  })
}

const replacedWords = 'The register has replaced this certificate by a newer one.'

const audit = document.querySelector<HTMLButtonElement>('button[data-worker]')
const [auditing, findings] = [document.querySelector('#auditing'), document.querySelector('#findings')]
if (audit && auditing && findings) offerAudit(audit, auditing, findings)

function claimElement(reference: string): HTMLElement {
  const link = element('a', { class: 'govuk-link', href: `/certificates/${reference}` }, `See certificate ${reference}`)
  return element('p', { class: 'govuk-body' }, `It calls itself ${reference}. `, link, '.')
}
