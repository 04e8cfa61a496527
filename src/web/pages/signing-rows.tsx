import type { Signing } from '../../storage/read/signings.ts'
import { Day } from '../parts/day.tsx'
import { checkWords, mandateWords, methodWords, saySignatory } from '../words.ts'

/** Who signed, when, by what right, and what the register checked. */
export function signingRows({ signatures, method, check, approvers, attestedOn }: Signing) {
  return [
    ...signatures.flatMap((one) => [
      { key: 'Signed by', value: saySignatory(one) },
      { key: 'Signed on', value: <Day day={one.onDay} /> },
      ...(one.decidedOn ? [{ key: 'Decided on', value: <Day day={one.decidedOn} /> }] : []),
      {
        key: 'Authority',
        value: `${one.mandate ? mandateWords[one.mandate] : 'Not recorded'}${one.minute ? ` (${one.minute})` : ''}${one.mandate === 'on-behalf-of-members' ? '; members may also sign' : ''}`,
      },
    ]),
    { key: 'Method', value: methodWords[method] },
    ...(attestedOn ? [{ key: 'Attested on', value: <Day day={attestedOn} /> }] : []),
    {
      key: 'The register checked',
      value: [
        ...check.map((one) => checkWords[one]),
        ...(approvers >= 2 ? ['Accepted with a second approver'] : []),
      ].join('; '),
    },
  ]
}
