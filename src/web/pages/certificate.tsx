import { sayWaiting, type ToldProof } from '../../actions/hand-out-certificate.ts'
import type { Change } from '../../core/change.ts'
import type { CheckedDomain } from '../../core/checked-domain.ts'
import type { FullDay } from '../../core/day.ts'
import type { SaidOfOwn } from '../../core/own-words.ts'
import type { Standing } from '../../core/standing.ts'
import type { Signing } from '../../storage/read/signings.ts'
import { disclaimer } from '../../verify/words.ts'
import { Page, type Shell } from '../page.tsx'
import { LinkButton } from '../parts/button.tsx'
import { Day } from '../parts/day.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { SummaryList } from '../parts/summary-list.tsx'
import { Tag } from '../parts/tag.tsx'
import { methodWords, sayChecks, saySignatory, sayStanding, signaturesOn, standingColours } from '../words.ts'
import { AtSize } from './at-size.tsx'
import { proofRows } from './proof-rows.tsx'
import { ReportLink } from './report-link.tsx'
import { ownRows } from './own-words.tsx'
import { sayAuthority } from './signing-rows.tsx'
import { lifeRows } from './signing-life.tsx'
import { languageRows } from './signing-rows.tsx'

export type CertificateView = {
  signing: Signing
  /** What a historic signing was recorded from. */
  source: string | undefined
  body: { slug: string; name: string }
  edition: { slug: string; name: string }
  /** Where the text is that was signed, if it was corrected since. */
  signedText: string | undefined
  standing: Standing
  /** What the body said of its own. */
  own: SaidOfOwn | undefined
  /** The email domains that were checked. */
  domains: readonly CheckedDomain[]
  asAt: FullDay
  /** All that happened to the body and its signings. */
  changes: readonly Change[]
  /** How much of the log is looked at; undefined for all of it. */
  size: number | undefined
  custodian: string
  /** The PDF, once it is there: its SHA-256, the entry that says so, and the day it was sealed on. */
  pdf: { sha256: string; entry: number; sealedOn: FullDay } | undefined
  /** How it is proved now, once it is there. */
  proof: ToldProof | undefined
}

/** The certificate as a page: the same facts as the PDF, and what stands on the day asked about. */
export const CertificatePage = ({ shell, view }: { shell: Shell; view: CertificateView }) => (
  <Page
    shell={shell}
    title={`Certificate ${view.signing.reference}`}
    description={`${view.body.name} signed the ${view.edition.name}: who signed, by what authority, and whether it is in force.`}
  >
    <Narrow>
      <span class="govuk-caption-l">Certificate {view.signing.reference}</span>
      <h1 class="govuk-heading-l">
        {view.body.name} signed the {view.edition.name}
      </h1>
      <AtSize size={view.size} present={`/certificates/${view.signing.reference}`} />
      <CertificateFacts view={view} />
      <p class="govuk-body">{disclaimer}</p>
      <ReportLink about={`/certificates/${view.signing.reference}`} />
      {view.pdf ? <HandOut reference={view.signing.reference} proof={view.proof} /> : <Coming />}
    </Narrow>
  </Page>
)

const HandOut = ({ reference, proof }: { reference: string; proof: ToldProof | undefined }) => {
  if (proof && !proof.handedOut) return <InsetText>{sayWaiting(proof)}</InsetText>
  return <Download reference={reference} />
}

const Download = ({ reference }: { reference: string }) => (
  <>
    <LinkButton href={`/certificates/${reference}.pdf`}>Download the certificate (PDF)</LinkButton>
    <InsetText>
      Your PDF reader may say “signature validity unknown”, or that it does not know who sealed this file. That is
      expected: the register seals with its own key, which no PDF reader knows beforehand. To be certain,{' '}
      <a class="govuk-link" href="/verify">
        check the file here
      </a>
      . There is more about{' '}
      <a class="govuk-link" href="/seal">
        the seal, and what it shows
      </a>
      .
    </InsetText>
    <p class="govuk-body">
      <a class="govuk-link" href={`/certificates/${reference}.zip`}>
        Download everything needed to check it without us (ZIP)
      </a>
      : the certificate, its proof from the log, the register’s keys, and a page that checks them without the internet.
    </p>
  </>
)

const Coming = () => (
  <InsetText>This signing is being published. Its certificate will be here within a minute.</InsetText>
)

/** Everything that the PDF says, and how the signing stands. */
export const CertificateFacts = ({ view }: { view: CertificateView }) => {
  const { signing, source, body, edition, signedText, standing, domains, asAt, changes, custodian, pdf, proof } = view
  return (
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
        ...(signedText
          ? [
              {
                key: 'Text',
                value: (
                  <>
                    A slip in it was put right since.{' '}
                    <a class="govuk-link" href={signedText}>
                      The text as it was signed
                    </a>
                  </>
                ),
              },
            ]
          : []),
        ...signaturesOn(signing, asAt).flatMap((signature, n) => signatureRows(signing, signature, n)),
        ...ownRows(view.own, edition.slug, signing.erasures),
        { key: 'Method', value: methodWords[signing.method] },
        ...languageRows(signing.language),
        ...(source ? [{ key: 'Source', value: source }] : []),
        { key: 'The register checked', value: sayChecks(signing, domains) },
        ...lifeRows(signing, changes, asAt),
        { key: 'Reference', value: signing.reference },
        {
          key: 'Entry',
          value: (
            <a class="govuk-link" href={`/log/entries/${signing.position}`}>
              Number {signing.position} of the log
            </a>
          ),
        },
        { key: 'Kept by', value: custodian },
        ...(pdf
          ? [
              { key: 'Sealed on', value: <Day day={pdf.sealedOn} /> },
              ...(proof ? proofRows(proof) : []),
              {
                key: 'PDF',
                value: `SHA-256 ${pdf.sha256}${proof && proof.stamps.length > 0 ? ', as it was issued' : ''}`,
              },
            ]
          : []),
      ]}
    />
  )
}

const ordinals = ['First', 'Second']

function signatureRows(
  { signatures, attestedOn, erasures }: Signing,
  signature: Signing['signatures'][number],
  n: number,
) {
  const { onDay, decidedOn } = signature
  const [who, when, why] =
    signatures.length > 1
      ? [`${ordinals[n]} signed by`, `${ordinals[n]} signed on`, `${ordinals[n]} authority`]
      : ['Signed by', 'Signed on', 'Authority']
  return [
    { key: who, value: saySignatory(erasures, signature) },
    { key: when, value: <Day day={onDay} /> },
    ...(onDay === null && attestedOn !== null ? [{ key: 'Attested on', value: <Day day={attestedOn} /> }] : []),
    ...(decidedOn ? [{ key: 'Decided on', value: <Day day={decidedOn} /> }] : []),
    { key: why, value: sayAuthority(signature) },
  ]
}
