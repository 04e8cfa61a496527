import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startHranaFront } from '../support/hrana-front.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** An empty database for the Worker under test, spoken to over HTTP as at the edge. */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'workerd-'))
  const front = await startHranaFront(`file:${join(folder, 'register.db')}`)
  project.provide('databaseUrl', front.url)
  return async () => {
    await front.close()
    await rm(folder, { recursive: true })
  }
}
