import { draftSession, sessionToken } from '../../src/actions/sessions.ts'
import { write } from '../../src/storage/database.ts'
import { logSize } from '../../src/storage/read/entries.ts'
import { insertSession } from '../../src/storage/write/access.ts'
import { appOf } from './app.ts'
import { Sheet } from './client.ts'
import { openRegister, type Register } from './register.ts'

/** A coordinator at the desk of a register, who imports and exports. */
export async function openDesk() {
  return sitAtDesk(await openRegister())
}

/** The same at the desk of one that is open. */
export async function sitAtDesk<Open extends Pick<Register, 'parts' | 'coordinator' | 'check'>>(register: Open) {
  const { parts } = register
  const session = draftSession(parts, 'coordinator', (await register.coordinator()).id)
  await write(parts.db, [insertSession(parts.db, session)])
  const cookie = `desk=${await sessionToken(parts, session)}`
  const app = appOf(parts)
  const headers = { origin: parts.address, cookie }
  const send = async (path: string, body: FormData): Promise<Sheet> => {
    const answer = await app.request(path, { method: 'POST', body, headers })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return new Sheet('POST', new URL(path, parts.address), answer, bytes)
  }
  const choose = async (files: ReadonlyMap<string, string>) => {
    const form = new FormData()
    for (const [name, text] of files) form.append('files', new File([text], name, { type: 'text/csv' }))
    return send('/desk/import/check', form)
  }
  const pressImport = async (page: Sheet) => {
    const form = new FormData()
    for (const [name, [value = '']] of page.form('Import').values) form.append(name, value)
    return send('/desk/import/acceptance', form)
  }
  const download = async () => app.request('/desk/export.zip', { headers })
  return { ...register, download, choose, pressImport, size: async () => logSize(parts.db) }
}
