import Engine from 'libsql'
import {
  HranaError,
  fromEngine,
  toEngine,
  type Batch,
  type Condition,
  type Request,
  type Sql,
  type Statement,
  type StatementResult,
} from './hrana-protocol.ts'
import { readStatement } from './hrana-sql.ts'

/** One writer at a time, first come, first served. The engine is never asked twice: a statement that met SQLITE_BUSY taints its connection. */
export class WriterLock {
  #last: Promise<void> = Promise.resolve()

  /** Resolves to the release, when all who came earlier have released. */
  async acquire(): Promise<() => void> {
    const earlier = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await earlier
    return resolve
  }
}

/** One stream of the protocol on a connection of its own, which is closed with it and never used again. */
export class HranaStream {
  readonly #db: Engine.Database
  readonly #lock: WriterLock
  readonly #stored = new Map<number, string>()
  #release: (() => void) | undefined

  constructor(path: string, lock: WriterLock) {
    this.#db = new Engine(path, { timeout: 2000 })
    this.#db.defaultSafeIntegers(true)
    this.#lock = lock
  }

  get closed(): boolean {
    return !this.#db.open
  }

  /** Rolls back what is open and lets the next writer in. */
  close(): void {
    if (this.closed) return
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
    this.#db.close()
    this.#letGo()
  }

  async answer(request: Request): Promise<object> {
    const { type } = request
    switch (type) {
      case 'execute':
        return { type, result: await this.#execute(request.stmt) }
      case 'batch':
        return { type, result: await this.#batch(request.batch) }
      case 'sequence':
        await this.#locked(true, () => this.#db.exec(this.#textOf(request)))
        return { type }
      case 'describe':
        return { type, result: this.#describe(this.#textOf(request)) }
      case 'store_sql':
        this.#stored.set(request.sql_id, request.sql)
        return { type }
      case 'close_sql':
        this.#stored.delete(request.sql_id)
        return { type }
      case 'close':
        this.close()
        return { type }
      case 'get_autocommit':
        break
    }
    return { type, is_autocommit: !this.#db.inTransaction }
  }

  async #batch({ steps }: Batch): Promise<object> {
    const results: (StatementResult | null)[] = []
    const errors: (HranaError | null)[] = []

    const holds = (condition: Condition): boolean => {
      switch (condition.type) {
        case 'ok':
          return Boolean(results[condition.step])
        case 'error':
          return Boolean(errors[condition.step])
        case 'not':
          return !holds(condition.cond)
        case 'and':
          return condition.conds.every(holds)
        case 'or':
          return condition.conds.some(holds)
        case 'is_autocommit':
          break
      }
      return !this.#db.inTransaction
    }

    for (const [n, { condition, stmt }] of steps.entries()) {
      results[n] = null
      errors[n] = null
      if (condition && !holds(condition)) continue
      try {
        // Each step sees what the ones before it did.
        // oxlint-disable-next-line no-await-in-loop
        results[n] = await this.#execute(stmt)
      } catch (error) {
        errors[n] = HranaError.from(error)
      }
    }
    return { step_results: results, step_errors: errors }
  }

  #execute(statement: Statement): Promise<StatementResult> {
    const sql = this.#textOf(statement)
    const { takesLock, writes } = readStatement(sql)
    return this.#locked(takesLock, () => this.#run(sql, statement, writes))
  }

  #run(sql: string, { args, named_args, want_rows }: Statement, writes: boolean): StatementResult {
    const prepared = this.#db.prepare(sql)
    const named = named_args.map(({ name, value }) => [name.replace(/^[:@$]/, ''), toEngine(value)] as const)
    // One argument in either case: the engine takes a lone blob for names.
    const values = named.length > 0 ? Object.fromEntries(named) : args.map(toEngine)

    if (!prepared.reader) {
      const { changes, lastInsertRowid } = prepared.run(values)
      const none = { affected_row_count: 0, last_insert_rowid: null }
      const counted = { affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) }
      return { cols: [], rows: [], ...(writes ? counted : none) }
    }

    const cols = listColumns(prepared)
    const rows = prepared.raw().all(values).map(fromRow)
    return {
      cols,
      rows: want_rows ? rows : [],
      affected_row_count: writes ? Number(this.#ask('changes()')) : 0,
      last_insert_rowid: writes ? String(this.#ask('last_insert_rowid()')) : null,
    }
  }

  #ask(expression: string): unknown {
    return this.#db.prepare(`SELECT ${expression}`).pluck().all()[0]
  }

  #describe(sql: string): object {
    const { takesLock, writes, explains, parameters } = readStatement(sql)
    const prepared = this.#db.prepare(sql)
    return { params: parameters, cols: listColumns(prepared), is_explain: explains, is_readonly: !takesLock && !writes }
  }

  /** The lock is held from a transaction's first write to its end, or for a single statement. */
  async #locked<T>(needed: boolean, run: () => T): Promise<T> {
    if (needed) this.#release ??= await this.#lock.acquire()
    try {
      if (this.closed) throw new HranaError('STREAM_EXPIRED', 'The stream has expired')
      return run()
    } finally {
      if (this.closed || !this.#db.inTransaction) this.#letGo()
    }
  }

  #letGo(): void {
    this.#release?.()
    this.#release = undefined
  }

  #textOf({ sql, sql_id }: Sql): string {
    const text = sql ?? this.#stored.get(sql_id ?? -1)
    if (text === undefined) throw new HranaError('SQL_NOT_FOUND', 'SQL text not found')
    return text
  }
}

function listColumns(prepared: Engine.Statement): StatementResult['cols'] {
  return prepared.columns().map(({ name, type }) => ({ name, decltype: type }))
}

function fromRow(row: unknown): StatementResult['rows'][number] {
  if (!Array.isArray(row)) throw new Error('the engine returned no row')
  return row.map(fromEngine)
}
