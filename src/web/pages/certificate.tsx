import type { FullDay } from '../../core/day.ts'
import type { Mistake } from '../../core/refusal.ts'
import type { Standing } from '../../core/standing.ts'
import type { Signing } from '../../storage/read/signings.ts'
import { Page, type Shell } from '../page.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { TextField } from '../parts/text-field.tsx'
import {
  checkWords,
  disclaimer,
  mandateWords,
  methodWords,
  saySignatory,
  sayStanding,
  standingColours,
} from '../words.ts'
import { findMistake } from '../parts/error-summary.tsx'

export type CertificateView = {
  signing: Signing
  body: { slug: string; name: string }
  edition: { slug: string; name: string }
  standing: Standing
  asAt: FullDay
  /** SHA-256 of the PDF, once it is there. */
  pdf: string | undefined
  /** Where the register is found: printed on the certificate. */
  address: string
}

/** The certificate as a page: the same facts as the PDF, and what stands today. */
export const CertificatePage = ({ shell, view }: { shell: Shell; view: CertificateView }) => (
  <Page shell={shell} title={`Certificate ${view.signing.reference}`}>
    <Narrow>
      <span class="govuk-caption-l">Certificate {view.signing.reference}</span>
      <h1 class="govuk-heading-l">
        {view.body.name} signed the {view.edition.name}
      </h1>
      <CertificateFacts view={view} />
      <p class="govuk-body">{disclaimer}</p>
      {view.pdf ? (
        <>
          <LinkButton href={`/certificates/${view.signing.reference}.pdf`}>Download the certificate (PDF)</LinkButton>
          <InsetText>
            Your PDF reader may say it does not know who sealed this file. That is expected: the register uses its own
            key. To be certain, check it at {view.address}/verify.
          </InsetText>
        </>
      ) : (
        <InsetText>This signing is being published. Its certificate will be here within a minute.</InsetText>
      )}
    </Narrow>
  </Page>
)

/** The check of a reference: one sentence first, details under it. */
export const VerifyPage = ({
  shell,
  reference,
  view,
  mistakes = [],
}: {
  shell: Shell
  reference: string
  view?: CertificateView | undefined
  mistakes?: readonly Mistake[]
}) => (
  <Page shell={shell} title="Check a certificate" mistakes={mistakes}>
    <Narrow>
      <h1 class="govuk-heading-l">Check a certificate</h1>
      {view && (
        <>
          <h2 class="govuk-heading-m">{verdict(view)}</h2>
          <p class="govuk-body">
            Compare what is below with the certificate in front of you. If anything differs, the certificate is not one
            of ours.
          </p>
          <CertificateFacts view={view} />
          <p class="govuk-body">{disclaimer}</p>
        </>
      )}
      <form method="get" action="/verify" novalidate>
        <TextField
          name="reference"
          label="Reference"
          labelSize="m"
          hint="It stands at the foot of the certificate, for example SC-00042"
          value={reference}
          width={10}
          extraLetterSpacing
          mistake={findMistake(mistakes, 'reference')}
        />
        <Button>Check</Button>
      </form>
    </Narrow>
  </Page>
)

function verdict({ signing: { reference }, standing }: CertificateView): string {
  const now = standing.name === 'in-force' ? 'It is in force today.' : `Today: ${sayStanding(standing)}.`
  return `${reference} is on the register. ${now}`
}

const CertificateFacts = ({ view: { signing, body, edition, standing, asAt, pdf } }: { view: CertificateView }) => (
  <SummaryList
    rows={[
      {
        key: 'Standing',
        value: (
          <>
            <Tag colour={standingColours[standing.name]}>{sayStanding(standing)}</Tag> as at <Day day={asAt} />
          </>
        ),
      },
      {
        key: 'Organisation',
        value: (
          <a class="govuk-link" href={`/bodies/${body.slug}`}>
            {body.name}
          </a>
        ),
      },
      {
        key: 'Edition',
        value: (
          <a class="govuk-link" href={`/editions/${edition.slug}`}>
            {edition.name}
          </a>
        ),
      },
      ...signing.signatures.flatMap((one) => [
        { key: 'Signed by', value: saySignatory(one) || 'Not recorded' },
        { key: 'Signed on', value: <Day day={one.onDay} /> },
        ...(one.decidedOn ? [{ key: 'Decided on', value: <Day day={one.decidedOn} /> }] : []),
        {
          key: 'Authority',
          value: `${one.mandate ? mandateWords[one.mandate] : 'Not recorded'}${one.minute ? ` (${one.minute})` : ''}`,
        },
      ]),
      { key: 'Method', value: methodWords[signing.method] },
      { key: 'The register checked', value: signing.check.map((one) => checkWords[one]).join('; ') },
      { key: 'Entry', value: `Number ${signing.position} of the log` },
      ...(pdf ? [{ key: 'PDF', value: `SHA-256 ${pdf}` }] : []),
    ]}
  />
)
