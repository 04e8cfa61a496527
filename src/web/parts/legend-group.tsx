import type { Child } from 'hono/jsx'
import { Fieldset, type Legend } from './fieldset.tsx'
import { describedBy, FormGroup, type Guidance } from './form-group.tsx'

type Props = Legend & Guidance & { id: string; role?: string | undefined; children?: Child }

/** The fields of one question under its legend; without a legend they stand by themselves. */
export const LegendGroup = ({ id, legend, legendSize, pageHeading, role, children, ...guidance }: Props) => (
  <FormGroup mistake={guidance.mistake}>
    {legend ? (
      <Fieldset
        legend={legend}
        legendSize={legendSize}
        pageHeading={pageHeading}
        role={role}
        describedBy={describedBy(id, guidance)}
      >
        {children}
      </Fieldset>
    ) : (
      children
    )}
  </FormGroup>
)
