import { Group, Progress, Skeleton, Text } from '@mantine/core';
import { useQuery } from 'urql';

import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { RuleInput } from '~/gql/graphql';

const AUDIENCE_SIZE = graphql(`
  query AudienceSize($rule: RuleInput!) {
    previewAudience(rule: $rule, sample: 0) {
      __typename
      ... on AudiencePreview {
        count
        share
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** How many visitors a rule finds, for a cell of a table. */
export function AudienceSize({ rule }: { rule: RuleInput }) {
  const [{ data, error }] = useQuery({ query: AUDIENCE_SIZE, variables: { rule } });
  const { number, percent } = useFormats();
  if (error) return <Text size="sm">–</Text>;
  if (!data) return <Skeleton height={20} width={90} aria-busy />;
  if (data.previewAudience.__typename !== 'AudiencePreview') {
    return <Text size="sm">{data.previewAudience.message}</Text>;
  }
  const { count, share } = data.previewAudience;
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" fw={600} miw={48}>
        {number(count)}
      </Text>
      <Progress value={share * 100} w={60} size="sm" aria-label={`${percent(share)} of all visitors`} />
      <Text size="xs" c="dimmed">
        {percent(share)}
      </Text>
    </Group>
  );
}
