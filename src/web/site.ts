import type { Context } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Parts } from '../actions/parts.ts'
import type { Mistake } from '../core/refusal.ts'
import type { Views } from '../core/views.ts'
import type { Shell } from './page.tsx'

/** What a request for a page carries beside itself. */
export type Site = {
  Variables: {
    parts: Parts
    register: Views['register']
    shell: Shell
    /** One of the site's own files, by the name that the manifest gives it. */
    readAsset: ReadAsset
    assured: (() => Promise<unknown>) | undefined
    /** Shows the form again with what was typed, should it be refused. */
    again: (mistakes: readonly Mistake[]) => HtmlEscapedString | Promise<HtmlEscapedString>
  }
}

/** Reads a file under `/assets/` as the host keeps it. */
export type ReadAsset = (name: string) => Promise<string>

export type Visit = Context<Site>
