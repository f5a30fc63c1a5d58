import { SimpleGrid, Stack } from '@mantine/core';

import { Part } from '../content/Part';
import { useField } from './campaignForm';
import { NumberField, SelectField, SwitchField, TextField } from './fields';
import { Items } from './groups';
import { SecondsField } from './SecondsField';

const path = 'definition.frequency';

/** How often one visitor is shown it, and which of several campaigns comes first. */
export function FrequencySection() {
  return (
    <Stack gap="md">
      <Part title="How often one visitor sees it" description="Counted on the server.">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField path={`${path}.maximumImpressions`} label="In total" min={1} placeholder="No limit" />
          <NumberField path={`${path}.maximumPerSession`} label="Within one visit" min={1} max={20} placeholder="No limit" />
        </SimpleGrid>
        <Items path={`${path}.perTime`} noun="Limit" label="Within a stretch of time" most={5} make={() => ({ maximum: 1, amount: 1, unit: 'DAYS' })}>
          {(item) => (
            <SimpleGrid cols={3} spacing="sm">
              <NumberField path={`${item}.maximum`} label="At most" min={1} max={20} />
              <NumberField path={`${item}.amount`} label="Within" min={1} />
              <SelectField path={`${item}.unit`} label="Unit" names={['MINUTES', 'HOURS', 'DAYS']} />
            </SimpleGrid>
          )}
        </Items>
        <SecondsField path={`${path}.minimumGapSeconds`} label="Between two displays at least" />
        <SecondsField path={`${path}.visibleSeconds`} label="Not any more so long after the first display" />
      </Part>
      <Part title="When the visitor has done with it">
        <Stop of="Click" label="Never again after a click" />
        <Stop of="Close" label="Never again after it was closed" />
        <Stop of="Conversion" label="Never again after a sign-up or an answer" />
      </Part>
      <Part title="Among other campaigns">
        <NumberField path="definition.priority" label="Priority" description="The highest comes first." min={-1000} max={1000} />
        <TextField
          path="definition.exclusionGroup"
          label="Exclusion group"
          description="Of all campaigns in one group a visitor is offered only the first."
          placeholder="welcome-offers"
        />
        <SwitchField path="definition.ignoresStoreLimits" label="The store’s limits on all campaigns leave it alone" />
      </Part>
    </Stack>
  );
}

function Stop({ of, label }: { of: 'Click' | 'Close' | 'Conversion'; label: string }) {
  const { value: stops } = useField<boolean>(`${path}.stopAfter${of}`);
  return (
    <div>
      <SwitchField path={`${path}.stopAfter${of}`} label={label} />
      {stops && (
        <div style={{ marginTop: 8, marginInlineStart: 44 }}>
          <SecondsField path={`${path}.${of.toLowerCase()}CoolDownSeconds`} label="or only so long after" />
        </div>
      )}
    </div>
  );
}
