import type { EntryType } from '../../core/entry.ts'
import { setFiles } from '../../core/set-lines.ts'
import { Page, type Shell } from '../page.tsx'
import { BackLink } from '../parts/back-link.tsx'
import { Button } from '../parts/button.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { FileUpload } from '../parts/file-upload.tsx'
import { InsetText } from '../parts/inset-text.tsx'
import { Narrow } from '../parts/narrow.tsx'
import { Table } from '../parts/table.tsx'
import type { FormPage } from './form-page.ts'

/** Where a set of CSV files is chosen. */
export const ImportPage = ({ shell, mistakes }: Pick<FormPage, 'shell' | 'mistakes'>) => (
  <Page
    shell={shell}
    title="Import and export CSV files"
    mistakes={mistakes}
    before={<BackLink href="/desk">The desk</BackLink>}
  >
    <Narrow>
      <h1 class="govuk-heading-l">Import and export CSV files</h1>
      <p class="govuk-body">
        Organisations and historic signings from a spreadsheet. We show first what each line would do. Nothing is
        written before you press Import, and then all of it or nothing. An entry of the log cannot be taken back.
      </p>
      <form method="post" action="/desk/import/check" enctype="multipart/form-data" novalidate>
        <FileUpload
          name="files"
          label="The files of the set"
          hint={`Choose all at once: ${setFiles.join(', ')}. The first one is always needed`}
          accept=".csv,text/csv"
          multiple
          mistake={findMistake(mistakes, 'files')}
        />
        <Button preventDoubleClick>Check the files</Button>
      </form>
      <h2 class="govuk-heading-m">Export</h2>
      <p class="govuk-body">
        The same files, as the register stands now. Imported here again, they add nothing. Not in them are:
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          signings made online or on paper, which cannot be entered as history: the log has them, with their proofs
        </li>
        <li>
          historic signings that have been withdrawn, suspended, removed or entered in error since, or have no source
          any more
        </li>
        <li>the texts of editions, names of people, statements and pledges, and former names in Welsh</li>
      </ul>
      <p class="govuk-body">The file README.txt says how many signings that is.</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/export.zip" download>
          Download the register as CSV files (ZIP)
        </a>
      </p>
    </Narrow>
  </Page>
)

const addedWords: Partial<Record<EntryType, string>> = {
  'instrument.registered': 'An agreement joins the register',
  'edition.published': 'An edition goes on record',
  'body.registered': 'An organisation joins the register',
  'body.renamed': 'A later name of an organisation is recorded',
  'body.corrected': 'A number that an organisation has no longer is recorded',
  'body.end-announced': 'The announced end of an organisation is recorded',
  'body.ended': 'The end of an organisation is recorded',
  'signing.recorded': 'A historic signing is recorded',
}

/** The longest list that somebody reads on a page. */
const mostShown = 500

/** What an import would do, line by line. */
export const RehearsalPage = ({
  shell,
  files,
  lines,
  added,
}: {
  shell: Shell
  files: ReadonlyMap<string, string>
  lines: number
  added: readonly { place: string; type: EntryType }[]
}) => {
  const adding = new Set(added.map(({ place }) => place)).size
  return (
    <Page
      shell={shell}
      title="What would happen"
      before={<BackLink href="/desk/import">Import and export CSV files</BackLink>}
    >
      <Narrow>
        <h1 class="govuk-heading-l">What would happen</h1>
        <p class="govuk-body">
          Of {lines} {lines === 1 ? 'line' : 'lines'}, {adding} would add something, and {lines - adding} say what the
          register has already. Nothing has been written.
        </p>
        {added.length > mostShown && <InsetText>The first {mostShown} are shown here.</InsetText>}
        {added.length > 0 && (
          <Table
            columns={[{ words: 'Line' }, { words: 'What it does' }]}
            rowHeaders
            rows={added.slice(0, mostShown).map(({ place, type }) => [place, addedWords[type] ?? type])}
          />
        )}
        {added.length > 0 && (
          <form method="post" action="/desk/import/acceptance" enctype="multipart/form-data" novalidate>
            {[...files].map(([name, text]) => (
              <input type="hidden" name={name} value={text} />
            ))}
            <Button preventDoubleClick>Import</Button>
          </form>
        )}
      </Narrow>
    </Page>
  )
}

/** What an import did. */
export const ImportedPage = ({ shell, entries }: { shell: Shell; entries: number }) => (
  <Page shell={shell} title="Imported" before={<BackLink href="/desk">The desk</BackLink>}>
    <Narrow>
      <h1 class="govuk-heading-l">Imported</h1>
      <p class="govuk-body">
        {entries === 0
          ? 'Everything was there already. Nothing was written.'
          : `${entries} ${entries === 1 ? 'entry was' : 'entries were'} written, all at once. The register publishes within a minute.`}
      </p>
    </Narrow>
  </Page>
)
