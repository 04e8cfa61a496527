import { Hono } from 'hono'
import { bodyPages } from './bodies.tsx'
import { editionChangePages } from './edition-changes.tsx'
import { coveragePages } from './coverage.tsx'
import { editionPages } from './editions.tsx'
import { entryPages } from './entries.tsx'
import { freshly } from './freshly.ts'
import { homePages } from './home.tsx'
import { instrumentPages } from './instruments.tsx'
import { signatoryPages } from './signatories.tsx'
import type { Site } from './site.ts'

/** The pages for everybody. */
export const publicPages = new Hono<Site>()
  .use(freshly)
  .route('/', homePages)
  .route('/', signatoryPages)
  .route('/', bodyPages)
  .route('/', coveragePages)
  .route('/', editionPages)
  .route('/', entryPages)
  .route('/', editionChangePages)
  .route('/', instrumentPages)
