import { hosts } from '../support/hosts.ts'
import { conformanceOf } from './conformance-of.ts'

conformanceOf('the edge host', hosts.edge)
