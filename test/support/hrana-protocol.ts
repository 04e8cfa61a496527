import * as v from 'valibot'

/** The JSON of Hrana over HTTP, versions 2 and 3, as a driver sends it (tursodatabase/libsql, docs/HTTP_V2_SPEC.md). */
const Value = v.variant('type', [
  v.object({ type: v.literal('null') }),
  v.object({ type: v.literal('integer'), value: v.pipe(v.string(), v.regex(/^-?\d+$/)) }),
  v.object({ type: v.literal('float'), value: v.number() }),
  v.object({ type: v.literal('text'), value: v.string() }),
  v.object({ type: v.literal('blob'), base64: v.string() }),
])
type Value = v.InferOutput<typeof Value>

const sql = { sql: v.optional(v.string()), sql_id: v.optional(v.number()) }
const Sql = v.object(sql)
export type Sql = v.InferOutput<typeof Sql>

const Statement = v.object({
  ...sql,
  args: v.optional(v.array(Value), []),
  named_args: v.optional(v.array(v.object({ name: v.string(), value: Value })), []),
  want_rows: v.optional(v.boolean(), true),
})
export type Statement = v.InferOutput<typeof Statement>

export type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }
const Condition: v.GenericSchema<unknown, Condition> = v.variant('type', [
  v.object({ type: v.picklist(['ok', 'error']), step: v.number() }),
  v.object({ type: v.literal('not'), cond: v.lazy(() => Condition) }),
  v.object({ type: v.picklist(['and', 'or']), conds: v.array(v.lazy(() => Condition)) }),
  v.object({ type: v.literal('is_autocommit') }),
])

const Batch = v.object({ steps: v.array(v.object({ condition: v.nullish(Condition), stmt: Statement })) })
export type Batch = v.InferOutput<typeof Batch>

const Request = v.variant('type', [
  v.object({ type: v.literal('execute'), stmt: Statement }),
  v.object({ type: v.literal('batch'), batch: Batch }),
  v.object({ type: v.literal('sequence'), ...sql }),
  v.object({ type: v.literal('describe'), ...sql }),
  v.object({ type: v.literal('store_sql'), sql_id: v.number(), sql: v.string() }),
  v.object({ type: v.literal('close_sql'), sql_id: v.number() }),
  v.object({ type: v.literal('get_autocommit') }),
  v.object({ type: v.literal('close') }),
])
export type Request = v.InferOutput<typeof Request>

export const Pipeline = v.object({ baton: v.nullish(v.string()), requests: v.array(Request) })
export type Pipeline = v.InferOutput<typeof Pipeline>

export type StatementResult = {
  cols: { name: string; decltype: string | null }[]
  rows: Value[][]
  affected_row_count: number
  last_insert_rowid: string | null
}

/** What went wrong, as a real server words it: only the primary result code of the engine. */
export class HranaError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }

  static from(error: unknown): HranaError {
    if (error instanceof HranaError) return error
    if (!(error instanceof Error)) return new HranaError('UNKNOWN', String(error))
    const primary = 'code' in error ? /^SQLITE_[A-Z]+/.exec(String(error.code)) : null
    return primary
      ? new HranaError(primary[0], `SQLite error: ${error.message}`)
      : new HranaError('UNKNOWN', error.message)
  }

  toJSON() {
    return { message: this.message, code: this.code }
  }
}

/** A value of the protocol as the engine binds it. */
export function toEngine(value: Value): null | bigint | number | string | Buffer {
  if (value.type === 'null') return null
  if (value.type === 'integer') return BigInt(value.value)
  if (value.type === 'blob') return Buffer.from(value.base64, 'base64')
  return value.value
}

/** A value of the engine, read with safe integers, as the protocol carries it. */
export function fromEngine(value: unknown): Value {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  if (value instanceof Uint8Array) return { type: 'blob', base64: Buffer.from(value).toString('base64') }
  throw new HranaError('UNKNOWN', `the engine returned a ${typeof value}`)
}
