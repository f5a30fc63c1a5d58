import { Group, Input, NumberInput, Progress, SimpleGrid, Stack, Text } from '@mantine/core';

import type { ExperimentMode, VariantInput } from '~/gql/graphql';

import { Part } from '../content/Part';
import { useCampaignForm, useField } from './campaignForm';
import { DisplayFields } from './DisplayFields';
import { NumberField, PercentField, SegmentedField, SelectField, TextField } from './fields';
import { Optional } from './groups';

const MODES: Record<ExperimentMode, string> = {
  FIXED: 'By weight',
  WINNER: 'By weight, until one wins',
  BANDIT: 'By what they bring',
};
const COLOURS = ['indigo', 'teal', 'orange', 'grape', 'cyan', 'lime'];

/** How visitors are shared out between the variants and the control group. */
export function ExperimentSection() {
  const form = useCampaignForm();
  const { variants, display } = form.values.definition;
  const { value: mode } = useField<ExperimentMode>('definition.experiment.mode');
  return (
    <Stack gap="md">
      <Part title="Shares">
        <Shares />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {variants.map((_, index) => (
            <Group key={index} gap="sm" wrap="nowrap" grow>
              <TextField path={`definition.variants.${index}.key`} label="Variant" required />
              <NumberField path={`definition.variants.${index}.weight`} label="Weight" min={0} max={10000} />
            </Group>
          ))}
        </SimpleGrid>
        {variants.length === 1 && (
          <Text size="sm" c="dimmed">
            Add variants under Content, and they are compared here.
          </Text>
        )}
        <PercentField
          path="definition.controlShare"
          label="Control group"
          description="Share of the visitors who are never shown it, to compare with; at most 90 %."
          max={90}
        />
      </Part>
      <Part title="Experiment">
        <SelectField path="definition.experiment.mode" label="Who sets the shares" names={Object.keys(MODES)} labels={MODES} />
        <SegmentedField
          path="definition.experiment.goal"
          label="What counts as a success"
          names={['CONVERSION', 'CLICK']}
          labels={{ CONVERSION: 'A sign-up or an answer', CLICK: 'A click' }}
        />
        {mode === 'WINNER' && <WinnerFields />}
      </Part>
      {variants.map((_, index) => (
        <Part key={index} title={`Display of variant ${variants[index]!.key}`}>
          <Optional
            path={`definition.variants.${index}.display`}
            label="When and how to show this one, in place of the campaign’s own"
            description="So that the timing can be compared as the texts can."
            initial={structuredClone(display ?? {})}
          >
            <DisplayFields path={`definition.variants.${index}.display`} />
          </Optional>
        </Part>
      ))}
    </Stack>
  );
}

function WinnerFields() {
  const { value, error, set } = useField<number>('definition.experiment.minimumProbability');
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <NumberField path="definition.experiment.minimumDays" label="Live for at least" suffix=" days" min={0} max={365} />
      <NumberField path="definition.experiment.minimumVisitors" label="Visitors for each" min={10} />
      <Input.Wrapper label="Best with a chance of" id="definition.experiment.minimumProbability" error={error}>
        <NumberInput
          id="definition.experiment.minimumProbability"
          suffix=" %"
          min={51}
          max={99.9}
          value={value == null ? '' : Number((value * 100).toFixed(2))}
          onChange={(entered) => set(typeof entered === 'number' ? entered / 100 : undefined)}
        />
      </Input.Wrapper>
    </SimpleGrid>
  );
}

function Shares() {
  const { definition } = useCampaignForm().values;
  const control = definition.controlShare ?? 0;
  const total = definition.variants.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const parts = [
    ...definition.variants.map((variant: VariantInput, index) => ({
      name: variant.key ?? 'A',
      share: total ? ((variant.weight ?? 1) / total) * (1 - control) : 0,
      colour: COLOURS[index % COLOURS.length]!,
    })),
    ...(control > 0 ? [{ name: 'Control', share: control, colour: 'gray' }] : []),
  ];
  return (
    <Stack gap={6}>
      <Progress.Root size={22} aria-hidden="true">
        {parts.map(({ name, share, colour }) => (
          <Progress.Section key={name} value={share * 100} color={colour} aria-label={name} />
        ))}
      </Progress.Root>
      <Text size="sm">{parts.map(({ name, share }) => `${name} ${Math.round(share * 1000) / 10} %`).join(' · ')}</Text>
    </Stack>
  );
}
