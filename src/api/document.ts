import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import type { Scope } from '../core/scope.ts'
import { mayBeLeftOut } from '../http/parse.ts'
import { problems } from '../http/problem.ts'
import { nothing, type Operation } from './operation.ts'
import { keyHeader } from './repeat.ts'
import { operations } from './v1/operations.ts'

/** The API as OpenAPI 3.1 describes it, made of the schemas that read and check it. `address` is where it is found. */
export function describeApi(address: string) {
  const addresses = Map.groupBy(operations, ({ path }) => openPath(path))
  const paths = [...addresses].map(([path, own]) => [
    path,
    Object.fromEntries(own.map((one) => [one.method, describe(one)])),
  ])
  return {
    openapi: '3.1.1',
    info: {
      title: 'A register of signatories',
      version: '1',
      license: { name: 'Open Government Licence v3.0', identifier: 'OGL-UK-3.0' },
      description:
        'The register of the bodies that have signed, for programs. What is refused is answered with a problem document (RFC 9457). It records signings; it does not certify that a body keeps its promises.',
    },
    servers: [{ url: `${address}/api/v1` }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: problem },
      responses: {
        Refused: {
          description: 'Refused, or not possible now: `detail` says what to do next',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      parameters: { IfMatch: ifMatch, IfNoneMatch: ifNoneMatch, IdempotencyKey: idempotencyKey },
      headers: { ETag: etag, Link: link },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session of the role that the operation names, as a link or a code opened it.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token that a coordinator made at the desk for a program, with the scope that is named.',
        },
      },
    },
  }
}

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description:
    'ETags of answers that you hold (RFC 9110 §13.1.2): where one still stands, the answer is 304 and empty.',
  schema: { type: 'string' },
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag of what you read before (RFC 9110 §13.1.1): where it has changed since, nothing is changed and the answer is 412.',
  schema: { type: 'string' },
}

const idempotencyKey = {
  name: keyHeader,
  in: 'header',
  description:
    'A UUID in double quotes, new for each request. Sent again with the same key within a day, the same request is answered as before and nothing is done twice; another request is refused.',
  schema: { type: 'string' },
}

const etag = {
  description: 'The tag of exactly this answer (RFC 9110 §8.8.3).',
  required: true,
  schema: { type: 'string', pattern: '^"[\\w-]+"$' },
}

const link = {
  description: 'Where the list goes on, with rel="next" (RFC 8288); not there on the last page.',
  schema: { type: 'string', pattern: '^<[^<>]+>; rel="next"$' },
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'errors'],
  properties: {
    type: { type: 'string', enum: [...Object.keys(problems), 'defect'].map((kind) => `/problems/${kind}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'words'],
        properties: { field: { type: 'string' }, words: { type: 'string' } },
      },
    },
  },
}

function describe({ method, path, summary, query, body, status, answer, role, scope, ...more }: Operation) {
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => {
      return { name, in: 'path', required: true, schema: { type: 'string' } }
    }),
    ...Object.entries(schemaOf(query).properties ?? {}).map(([name, schema]) => ({ name, in: 'query', schema })),
    { $ref: `#/components/parameters/${method === 'get' ? 'IfNoneMatch' : 'IdempotencyKey'}` },
    ...(more.matched ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ]
  const content = { 'application/json': { schema: schemaOf(answer) } }
  return {
    operationId: operationId(method, path),
    summary,
    ...(role ? seatWords(role, scope) : { security: [] }),
    parameters,
    ...(body.type !== nothing.type && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: {
      [status]: { description: 'Done', ...headersOf(method, more), ...(status !== 204 && { content }) },
      ...(method === 'get' && {
        304: { description: 'Nothing has changed since the ETag that was sent', ...headersOf(method, more) },
      }),
      ...(more.matched && { 412: { $ref: '#/components/responses/Refused' } }),
      '4XX': { $ref: '#/components/responses/Refused' },
      '5XX': { $ref: '#/components/responses/Refused' },
    },
  }
}

function headersOf(method: string, { paged, matched }: Pick<Operation, 'paged' | 'matched'>) {
  const tagged = { ETag: { $ref: '#/components/headers/ETag' } }
  const linked = { Link: { $ref: '#/components/headers/Link' } }
  return (method === 'get' || matched) && { headers: { ...tagged, ...(paged && linked) } }
}

function seatWords(role: string, scope: Scope | undefined) {
  const session = `Needs a session: ${role}`
  if (!scope) return { description: `${session}.`, security: [{ session: [] }] }
  return {
    description: `${session}, or a token with the scope ${scope}.`,
    security: [{ session: [] }, { token: [scope] }],
  }
}

/** `/sign-ups/:id` as OpenAPI writes it: `/sign-ups/{id}`. */
function openPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}')
}

/** The name of an operation in the document. */
export function operationId(method: string, path: string): string {
  const words = path.split(/[/:-]+/).filter((word) => word !== '')
  return [method, ...words].map((word, n) => (n === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}

/** A schema in the words of JSON Schema. */
export function schemaOf(schema: v.GenericSchema): JsonSchema {
  if (schema.type === nothing.type) return {}
  const { $schema: _draft, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Checks that JSON Schema has no words for are made all the same when somebody sends the value.
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema, jsonSchema }) => withRequired(valibotSchema, jsonSchema),
  })
  return described
}

/** Our schemas read a member that is not there as an empty text, and then refuse it: to a program it is required. */
function withRequired(schema: v.GenericSchema, described: JsonSchema): JsonSchema | undefined {
  if (!isOfMembers(schema)) return undefined
  const required = Object.entries(schema.entries).flatMap(([name, member]) => (mayBeLeftOut(member) ? [] : [name]))
  for (const name of required) {
    const member = described.properties?.[name]
    if (typeof member === 'object') delete member.default
  }
  // Elsewhere nothing comes that is not announced; the word is for what is told as it is kept.
  return { ...described, required, ...(schema.type === 'loose_object' && { additionalProperties: true }) }
}

function isOfMembers(
  schema: v.GenericSchema,
): schema is v.GenericSchema & { entries: Record<string, v.GenericSchema> } {
  return 'entries' in schema
}
