import type { Child } from 'hono/jsx'
import type { Mistake } from '../../core/refusal.ts'
import { disclaimer } from '../../verify/words.ts'
import { Page, type Shell } from '../page.tsx'
import { Button } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { FileUpload } from '../parts/file-upload.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { TextField } from '../parts/text-field.tsx'
import { sayStanding, sayToday } from '../words.ts'
import { CertificateFacts, type CertificateView } from './certificate.tsx'

/** What was found out about a certificate or a file that is said to be one. */
export type Verdict = {
  /** Of the file, where one was given. */
  sha256?: string | undefined
  /** What the register says of the signing. */
  view?: CertificateView | undefined
} & (
  | { name: 'registered'; view: CertificateView; logged: Logged }
  | { name: 'genuine'; view: CertificateView; logged: Logged; replaced: boolean }
  | { name: 'changed'; view: CertificateView }
  | { name: 'unknown' | 'foreign' }
)

/** An entry, and the size of the log when it was last signed for, if that was after the entry came. */
export type Logged = { entry: number; size: number | undefined }

type Props = { shell: Shell; reference: string; verdict?: Verdict | undefined; mistakes?: readonly Mistake[] }

/** The check of a certificate by its reference or its file: one sentence first, details under it. */
export const VerifyPage = ({ shell, reference, verdict, mistakes = [] }: Props) => (
  <Page
    shell={shell}
    title={verdict ? sayVerdict(verdict) : 'Check a certificate'}
    description="Find out whether a certificate is genuine, and whether the signing is in force today."
    mistakes={mistakes}
    script={shell.assets.verify}
  >
    <Narrow>
      {verdict ? (
        <>
          <Findings verdict={verdict} />
          <h2 class="govuk-heading-l">Check another certificate</h2>
        </>
      ) : (
        <h1 class="govuk-heading-l">Check a certificate</h1>
      )}
      <p class="govuk-body" id="checking" role="status" />
      <div id="verdict" />
      <form method="get" action="/verify" novalidate>
        <TextField
          name="reference"
          label="By its reference"
          labelSize="m"
          hint={`It stands at the foot of the certificate, for example ${shell.register.prefix}-00042`}
          value={reference}
          width={10}
          extraLetterSpacing
          mistake={findMistake(mistakes, 'reference')}
        />
        <Button>Check</Button>
      </form>
      <form method="post" action="/verify" enctype="multipart/form-data" novalidate>
        <FileUpload
          name="file"
          label="By the file itself"
          labelSize="m"
          hint={
            <>
              <span data-script>
                Choose the PDF, or drop it here. We compare its digest with the log, and keep nothing.
              </span>
              <span data-script hidden>
                Choose the PDF, or drop it here. It is checked on your device and stays there: only its digest, a
                number, is compared with the log.
              </span>
            </>
          }
          accept="application/pdf,.pdf"
          mistake={findMistake(mistakes, 'file')}
        />
        <Button>Check this file</Button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href="/seal">
          What a seal shows, what it does not, and the keys to compare
        </a>
      </p>
      <WholeRegister worker={`/assets/${shell.assets.audit}`} />
    </Narrow>
  </Page>
)

/** Where scripts run, whoever likes checks everything at once. */
const WholeRegister = ({ worker }: { worker: string }) => (
  <div data-script hidden>
    <h2 class="govuk-heading-m">Check the whole list yourself</h2>
    <p class="govuk-body">
      Your browser reads everything that this register has published, and makes the log, its proofs and the list of
      signatories again from the entries. This may take a while; you can go on reading meanwhile.
    </p>
    <button type="button" class="govuk-button govuk-button--secondary" data-module="govuk-button" data-worker={worker}>
      Check the whole list
    </button>
    <p class="govuk-body" id="auditing" role="status" />
    <div id="findings" />
  </div>
)

const Findings = ({ verdict }: { verdict: Verdict }) => (
  <>
    <span class="govuk-caption-l">Check a certificate</span>
    <h1 class="govuk-heading-l">{sayVerdict(verdict)}</h1>
    <SummaryList rows={findings(verdict)} />
    {verdict.view && (
      <>
        <h2 class="govuk-heading-m">What the register says</h2>
        {verdict.name === 'registered' && (
          <p class="govuk-body">
            Compare this with the certificate in front of you. If anything differs, that certificate is not one of ours.
          </p>
        )}
        <CertificateFacts view={verdict.view} />
      </>
    )}
    <p class="govuk-body">{disclaimer}</p>
  </>
)

function sayVerdict(verdict: Verdict): string {
  switch (verdict.name) {
    case 'registered':
      return `${verdict.view.signing.reference} is on the register. ${sayToday(verdict.view.standing)}`
    case 'genuine':
      return `Genuine. ${sayToday(verdict.view.standing)}`
    case 'changed':
    case 'unknown':
      return 'Not genuine: we did not issue this file, or it was changed after we did.'
    case 'foreign':
      return 'Not a certificate: this file is not a PDF.'
  }
}

type Row = { key: string; value: Child }

function findings(verdict: Verdict): readonly Row[] {
  const digest = verdict.sha256 ? [{ key: 'SHA-256 of the file', value: verdict.sha256 }] : []
  switch (verdict.name) {
    case 'registered': {
      const words = 'Not checked. To be certain of the file itself, give it below.'
      return [{ key: 'Authentic', value: words }, logged(verdict.logged), current(verdict.view)]
    }
    case 'genuine': {
      const { view, replaced } = verdict
      const authentic = (
        <>
          Yes. It is, byte for byte, the file that entry {verdict.logged.entry} of the log speaks of.
          {replaced && (
            <>
              {' '}
              It has been replaced by{' '}
              <a class="govuk-link" href={`/certificates/${view.signing.reference}.pdf`}>
                a newer certificate
              </a>
              .
            </>
          )}
        </>
      )
      return [{ key: 'Authentic', value: authentic }, logged(verdict.logged), current(view), ...digest]
    }
    case 'changed': {
      const { reference } = verdict.view.signing
      const authentic = (
        <>
          No. It calls itself {reference}, but it is not the file that we issued under this reference.{' '}
          <a class="govuk-link" href={`/certificates/${reference}`}>
            See certificate {reference}
          </a>
          .
        </>
      )
      return [{ key: 'Authentic', value: authentic }, ...digest]
    }
    case 'unknown':
      return [{ key: 'Authentic', value: 'No. No entry of the log speaks of this file.' }, ...digest]
    case 'foreign':
      return [{ key: 'Authentic', value: 'No. Every certificate is a PDF: choose the file you were sent.' }, ...digest]
  }
}

function logged({ entry, size }: Logged): Row {
  if (size === undefined) return { key: 'Publicly logged', value: `Not yet. Entry ${entry} is being published.` }
  const value = (
    <>
      Yes. Entry {entry} is in the public log, which had {size} entries when the register last signed it.{' '}
      <a class="govuk-link" href={`/log/proofs/${entry}`}>
        Proof of entry {entry}
      </a>
    </>
  )
  return { key: 'Publicly logged', value }
}

function current({ standing, asAt }: CertificateView): Row {
  const value = (
    <>
      {standing.name === 'in-force' ? 'Yes' : 'No'}. {sayStanding(standing)}, as at <Day day={asAt} />.
    </>
  )
  return { key: 'Current', value }
}
