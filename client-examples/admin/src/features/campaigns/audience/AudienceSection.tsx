import { Badge, Group, JsonInput, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';

import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignDefinitionInput, RuleInput } from '~/gql/graphql';

import { Part } from '../content/Part';
import { useCampaignForm, useField } from '../form/campaignForm';
import { ManyField } from '../form/fields';
import { useSegmentChoices } from './useSegmentChoices';

const AUDIENCE = graphql(`
  query CampaignAudience($rule: RuleInput!) {
    previewAudience(rule: $rule, sample: 0) {
      __typename
      ... on AudiencePreview {
        count
        share
        isExact
        low
        high
        visitors
      }
      ...Refusal
    }
  }
`);

/** Whom it is for. */
export function AudienceSection() {
  const choices = useSegmentChoices();
  return (
    <Stack gap="md">
      <AudienceSize />
      <Part title="Segments">
        <ManyField
          path="definition.includeSegments"
          label="Only members of any of these"
          description="None: everyone."
          placeholder="Everyone"
          data={choices}
        />
        <ManyField path="definition.excludeSegments" label="Not members of any of these" data={choices} />
      </Part>
      <Part title="Further conditions">
        <RuleField />
      </Part>
    </Stack>
  );
}

function RuleField() {
  const { id, value, error, set } = useField<RuleInput>('definition.audience');
  const [text, setText] = useState(() => JSON.stringify(value ?? { all: [] }, null, 2));
  const read = (entered: string) => {
    setText(entered);
    try {
      set(JSON.parse(entered) as RuleInput);
    } catch {
      // It is being typed; the field says itself that it isn't JSON yet.
    }
  };
  return (
    <JsonInput
      id={id}
      label="Rule"
      description="In the rule language, for what no segment says; {&quot;all&quot;: []} is everyone."
      autosize
      minRows={3}
      maxRows={16}
      formatOnBlur
      validationError="This isn’t JSON."
      value={text}
      error={error}
      onChange={read}
    />
  );
}

function AudienceSize() {
  const { number, percent } = useFormats();
  const { definition } = useCampaignForm().values;
  const [rule] = useDebouncedValue(JSON.stringify(wholeRule(definition)), 300);
  const [{ data, fetching }] = useQuery({ query: AUDIENCE, variables: { rule: JSON.parse(rule) as RuleInput } });
  const found = data?.previewAudience;
  return (
    <Paper withBorder p="md" aria-live="polite" aria-busy={fetching}>
      {!found && <Skeleton height={44} />}
      {found?.__typename === 'AudiencePreview' && (
        <Stack gap="xs">
          <Group justify="space-between" align="baseline">
            <Text size="xl" fw={650}>
              {found.isExact ? '' : 'About '}
              {number(found.count)} {found.count === 1 ? 'visitor' : 'visitors'}
            </Text>
            <Badge variant="light" size="lg">
              {percent(found.share)} of {number(found.visitors)}
            </Badge>
          </Group>
          <Progress value={found.share * 100} aria-label="Share of all visitors" />
          <Text size="xs" c="dimmed">
            Known visitors now. Conditions on the page or the device are looked at in each visit.
          </Text>
        </Stack>
      )}
      {found && found.__typename !== 'AudiencePreview' && (
        <Text size="sm" c="var(--mantine-color-error)">
          {found.message}
        </Text>
      )}
    </Paper>
  );
}

/** Audience and segments as one rule, as they are looked at together. */
function wholeRule({ audience, includeSegments, excludeSegments }: CampaignDefinitionInput): RuleInput {
  const member = (key: string): RuleInput => ({ segment: { key } });
  return {
    all: [
      ...(audience ? [audience] : []),
      ...(includeSegments?.length ? [{ any: includeSegments.map(member) }] : []),
      ...(excludeSegments?.length ? [{ not: { any: excludeSegments.map(member) } }] : []),
    ],
  };
}
