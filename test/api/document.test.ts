import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { describeApi } from '../../src/api/document.ts'
import { nothing, operation, routesOf } from '../../src/api/operation.ts'
import { operations } from '../../src/api/v1/operations.ts'
import { makeApp } from '../../src/app.ts'
import { problems } from '../../src/http/problem.ts'

const methods = ['get', 'post', 'patch', 'delete']

/** What the application answers under the API's prefix, as it was put together. */
function routes(): string[] {
  const app = makeApp(async () => {
    throw new Error('nobody asks')
  })
  return app.routes
    .filter(({ method, path }) => path.startsWith('/api/v1/') && methods.includes(method.toLowerCase()))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.slice('/api/v1'.length).replaceAll(/:(\w+)/g, '{$1}')}`)
    .toSorted()
}

const Schema = v.looseObject({ required: v.array(v.string()), properties: v.record(v.string(), v.looseObject({})) })
const Document = v.object({
  openapi: v.string(),
  info: v.looseObject({}),
  servers: v.tuple([v.object({ url: v.string() })]),
  paths: v.record(v.string(), v.record(v.string(), v.looseObject({ operationId: v.string(), summary: v.string() }))),
  components: v.looseObject({}),
})
const document = v.parse(Document, JSON.parse(JSON.stringify(describeApi('https://register.example.org'))))

describe('the OpenAPI document', () => {
  it('has every route of the API, and the API has every route of the document', () => {
    const described = Object.entries(document.paths).flatMap(([path, own]) =>
      Object.keys(own).map((method) => `${method} ${path}`),
    )
    expect(described.toSorted()).toEqual(routes())
    expect(described.length).toBe(operations.length)
  })

  it('is OpenAPI 3.1 and says where the API is', () => {
    expect(document.openapi).toBe('3.1.1')
    expect(document.servers).toEqual([{ url: 'https://register.example.org/api/v1' }])
  })

  it('calls every operation by a name of its own', () => {
    const names = Object.values(document.paths).flatMap((own) =>
      Object.values(own).map(({ operationId }) => operationId),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it('names every parameter of a path', () => {
    for (const [path, own] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const one of Object.values(own)) {
        const { parameters } = v.parse(
          v.looseObject({
            parameters: v.optional(
              v.array(v.looseObject({ name: v.optional(v.string()), in: v.optional(v.string()) })),
              [],
            ),
          }),
          one,
        )
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(wanted)
      }
    }
  })

  it('requires what is refused when it is left out, and has no default for it', () => {
    const Body = v.looseObject({
      requestBody: v.object({
        required: v.literal(true),
        content: v.object({ 'application/json': v.object({ schema: Schema }) }),
      }),
    })
    const { schema } = v.parse(Body, document.paths['/sign-ups']?.['post']).requestBody.content['application/json']
    expect(schema).toEqual({
      type: 'object',
      required: ['name', 'email'],
      properties: {
        name: { type: 'string' },
        email: { type: 'string' },
        registered: { type: 'string', default: '' },
        edition: { type: 'string', default: '' },
      },
    })
    const pledge = v.parse(Body, document.paths['/requests/{edition}/signature']?.['post'])
    expect(pledge.requestBody.content['application/json'].schema.required).toEqual([])
  })

  it('knows every problem that the register can answer with', () => {
    const words = JSON.stringify(document.components)
    for (const kind of Object.keys(problems)) expect(words).toContain(`"/problems/${kind}"`)
  })

  it('asks for a session where an operation needs one, or a token with its scope, and only there', () => {
    for (const { method, path, role, scope } of operations) {
      const described = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method]
      const { security } = v.parse(v.looseObject({ security: v.array(v.looseObject({})) }), described)
      const asked = [...(role ? [{ session: [] }] : []), ...(scope ? [{ token: [scope] }] : [])]
      expect(security, `${method} ${path}`).toEqual(asked)
    }
  })
})

describe('an operation', () => {
  it('is served at its path with what its act gives back', async () => {
    const app = new Hono().route(
      '/',
      routesOf([
        operation(
          {
            method: 'post',
            path: '/echoes/:name',
            summary: 'Says it again',
            query: nothing,
            body: v.object({ word: v.string() }),
            status: 201,
            answer: v.object({ said: v.string() }),
          },
          async ({ at, body }) => ({ said: `${at('name')} ${body.word}` }),
        ),
      ]),
    )
    const answer = await app.request('/echoes/ann', { method: 'POST', body: '{"word":"hey"}' })
    expect([answer.status, await answer.json()]).toEqual([201, { said: 'ann hey' }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
