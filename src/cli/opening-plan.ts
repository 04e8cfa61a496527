import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import type { OpeningPlan } from '../actions/open-register.ts'
import { parties } from '../core/body-kind.ts'
import { Day, FullDay } from '../core/day.ts'
import { parseMailAddress } from '../core/mail-address.ts'
import { parseJson } from '../encoding/canonical-json.ts'
import { SettingRefused } from '../env.ts'
import { line, parse } from '../http/parse.ts'
import { readIfThere } from '../storage/mark-file.ts'

const person = v.strictObject({
  name: line('a name'),
  address: v.pipe(
    v.string(),
    v.transform((typed) => parseMailAddress(typed)),
  ),
  employer: line('whom they work for'),
})

const edition = v.strictObject({
  label: v.exactOptional(line('a label')),
  texts: v.optional(v.array(v.string()), []),
  replaces: v.exactOptional(v.array(v.string())),
  inForceFrom: Day,
  agreedOn: v.exactOptional(Day),
  transitionEnds: v.exactOptional(FullDay),
  termEnds: v.exactOptional(FullDay),
  reviewBy: v.exactOptional(FullDay),
})

const plan = v.strictObject({
  name: line('the name of the register'),
  custodian: line('the legal person who keeps it'),
  prefix: line('the prefix of references'),
  continues: v.exactOptional(
    v.strictObject({
      origin: v.string(),
      size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      root: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  coordinator: person,
  approver: person,
  instruments: v.array(
    v.strictObject({
      name: line('a name'),
      area: line('an area'),
      binds: v.array(v.picklist(parties)),
      editions: v.array(edition),
    }),
  ),
})

/** The plan of a file, with the texts it names, which stand beside it. */
export async function readOpeningPlan(path: string): Promise<OpeningPlan> {
  const { coordinator, approver, instruments, ...named } = parse(plan, parseJson(await requireFile(path)))
  const readTexts = async ({ texts, ...rest }: v.InferOutput<typeof edition>) => ({
    ...rest,
    texts: await Promise.all(texts.map((text) => requireFile(resolve(dirname(path), text)))),
  })
  return {
    ...named,
    demonstration: false,
    coordinators: [coordinator, approver],
    instruments: await Promise.all(
      instruments.map(async (instrument) => ({
        ...instrument,
        editions: await Promise.all(instrument.editions.map(readTexts)),
      })),
    ),
  }
}

async function requireFile(path: string): Promise<string> {
  const text = await readIfThere(path)
  if (text === undefined) throw new SettingRefused(`There is no file ${path}.`)
  return text
}
