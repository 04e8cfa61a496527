import * as v from 'valibot'
import { exportRegister } from '../../actions/export-set.ts'
import { importSet, rehearseImport } from '../../actions/import-set.ts'
import { readSet, setFiles } from '../../core/set-lines.ts'
import { tick } from '../../http/parse.ts'
import { nothing, seatedOperation } from '../operation.ts'

/** Bodies and historic signings from CSV files, and the register as such files. */
export const importOperations = [
  seatedOperation(
    'coordinator',
    {
      method: 'get',
      path: '/desk/export',
      scope: 'read:desk',
      summary:
        'The register as the CSV files of a set, which `POST /desk/imports` takes as they are. `leftOut` counts the signings that no set can say',
      query: nothing,
      body: nothing,
      status: 200,
      answer: v.object({
        files: v.object(v.entriesFromList(setFiles, v.string())),
        leftOut: v.object({ recordedHere: v.number(), changedSince: v.number(), incomplete: v.number() }),
      }),
    },
    async ({ parts }) => {
      return exportRegister(parts)
    },
  ),
  seatedOperation(
    'coordinator',
    {
      method: 'post',
      path: '/desk/imports',
      summary:
        'Import the CSV files of a set, all or nothing; with `dryRun`, only say what each line would add. What is there already is added once',
      query: nothing,
      body: v.object({ files: v.record(v.string(), v.string('Send the text of the file')), dryRun: tick }),
      status: 201,
      answer: v.object({
        written: v.number(),
        added: v.array(v.object({ place: v.string(), type: v.string() })),
      }),
    },
    async ({ parts, body: { files, dryRun } }) => {
      const set = readSet(new Map(Object.entries(files)))
      const added = await rehearseImport(parts, set)
      return { written: dryRun ? 0 : await importSet(parts, set), added: [...added] }
    },
  ),
]
