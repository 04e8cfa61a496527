import { kinds, kindWords, sectors } from '../../core/body-kind.ts'
import type { Local } from '../../actions/parts.ts'
import type { Mistake } from '../../core/refusal.ts'
import { orders } from '../../core/signatory-list.ts'
import { standings } from '../../core/standing.ts'
import { soughtNames, type Sought } from '../list-address.ts'
import { Button } from '../parts/button.tsx'
import { Details } from '../parts/details.tsx'
import { findMistake } from '../parts/error-summary.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import { orderWords, signedWords, standingWords } from '../words.ts'

type FiltersProps = {
  sought: Sought
  editions: readonly { slug: string; name: string }[]
  local: Local
  mistakes: readonly Mistake[]
}

/** What the list can be asked for; every choice is in its address. */
export const ListFilters = ({ sought, editions, local, mistakes }: FiltersProps) => {
  const field = (name: keyof Sought) => ({ name, value: sought[name], mistake: findMistake(mistakes, name) })
  return (
    <form method="get" action="/signatories" role="search" novalidate>
      <TextField {...field('q')} label="Name or number" type="search" />
      <Details summary="Filter and sort" open={soughtNames.some((name) => name !== 'q' && sought[name] !== '')}>
        <Select {...field('sector')} label="Sector" options={choices('All', sectors, local.sectors)} />
        <Select {...field('kind')} label="Kind of organisation" options={choices('All', kinds, kindWords)} />
        <Select {...field('signed')} label="Signed or not" options={choices('Either', ['yes', 'no'], signedWords)} />
        <Select {...field('standing')} label="Standing" options={choices('All', standings, standingWords)} />
        <Select
          {...field('edition')}
          label="Edition"
          options={[{ value: '', words: 'All' }, ...editions.map(({ slug, name }) => ({ value: slug, words: name }))]}
        />
        <TextField {...field('as-at')} label="On this day" hint="For example, 2026-03-27" width={10} />
        <TextField
          {...field('log-size')}
          label="Number of entries in the log"
          hint="To see what the register said then, and not what it knows now"
          width={10}
        />
        <Select
          {...field('sort')}
          label="Sort by"
          value={sought.sort || 'name'}
          options={orders.map((order) => ({ value: order === 'name' ? '' : order, words: orderWords[order] }))}
        />
      </Details>
      <Button variant="secondary">Show</Button>
    </form>
  )
}

function choices<Name extends string>(all: string, names: readonly Name[], words: Record<Name, string>) {
  return [{ value: '', words: all }, ...names.map((name) => ({ value: name, words: words[name] }))]
}
