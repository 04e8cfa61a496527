import type { JsonSchema } from '@valibot/to-json-schema'
import type { OperationFacts } from '../http/operation-facts.ts'
import { operationId, schemaOf } from './document.ts'
import { nothing, type Operation } from './operation.ts'

/** What is told of an operation on its page; nothing on it is written by hand. */
export function factsOf(operation: Operation): OperationFacts {
  const { method, path, summary, role, scope, query, body } = operation
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, inPath: true, needed: true }))
  const { properties = {}, required = [] } = schemaOf(query)
  const asked = Object.keys(properties).map((name) => ({ name, inPath: false, needed: required.includes(name) }))
  return {
    id: operationId(method, path),
    method: method.toUpperCase(),
    path: `/api/v1${path}`,
    summary,
    role,
    scope,
    parameters: [...inPath, ...asked],
    example: body.type === nothing.type ? undefined : JSON.stringify(sampleOf(schemaOf(body))),
  }
}

/** A value of about the right shape; what it says is for whoever sends it to write. */
function sampleOf(schema: JsonSchema | boolean): unknown {
  if (typeof schema === 'boolean') return null
  const [first] = schema.enum ?? schema.anyOf ?? schema.oneOf ?? []
  if (schema.const !== undefined) return schema.const
  if (typeof first === 'object' && first !== null && !Array.isArray(first)) return sampleOf(first)
  if (first !== undefined) return first
  if (schema.type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sampleOf(one)]))
  if (schema.type === 'array') return schema.items && !Array.isArray(schema.items) ? [sampleOf(schema.items)] : []
  if (schema.type === 'boolean') return false
  return schema.type === 'number' || schema.type === 'integer' ? 1 : '…'
}
