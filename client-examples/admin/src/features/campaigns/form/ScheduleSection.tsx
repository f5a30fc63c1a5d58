import { SimpleGrid, Stack } from '@mantine/core';

import type { Weekday } from '~/gql/graphql';

import { Part } from '../content/Part';
import { ChipsField, MomentField, NumberField, TextField } from './fields';
import { Items } from './groups';
import { NumbersField } from './NumbersField';

const WEEKDAYS: Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** From when until when it runs, and after how much it is over. */
export function ScheduleSection() {
  return (
    <Stack gap="md">
      <Part title="From and until">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <MomentField path="definition.startsAt" label="Not before" />
          <MomentField path="definition.endsAt" label="Not from then on" />
        </SimpleGrid>
      </Part>
      <Part title="Hours that come again" description="Only within one of these; at all times where there is none.">
        <Items path="definition.windows" noun="Window" most={20} make={() => ({ weekdays: ['SATURDAY', 'SUNDAY'], fromTime: '09:00', toTime: '18:00' })}>
          {(item) => (
            <>
              <ChipsField path={`${item}.weekdays`} label="Days of the week" names={WEEKDAYS} />
              <SimpleGrid cols={2} spacing="sm">
                <TextField path={`${item}.fromTime`} label="From" required placeholder="09:00" />
                <TextField path={`${item}.toTime`} label="Until before" required placeholder="18:00" description="Not later than From: past midnight." />
              </SimpleGrid>
              <NumbersField path={`${item}.months`} label="Months" names={MONTHS} />
              <NumbersField path={`${item}.monthDays`} label="Days of the month" description="-1 is the last. None: every one." />
            </>
          )}
        </Items>
      </Part>
      <Part title="Budget">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField path="definition.impressionBudget" label="Show it so often in all" min={1} placeholder="No limit" />
          <NumberField path="definition.endsAfterConversions" label="Until so many have converted" min={1} placeholder="No limit" />
        </SimpleGrid>
      </Part>
    </Stack>
  );
}
