import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';

import { RuleNodes } from '~/components/rules/RuleNodes';
import { SegmentSelect } from '~/components/rules/SegmentSelect';
import { graphql } from '~/gql';
import type { SmartSegment } from '~/gql/graphql';

const EXPLAINED_SEGMENT = graphql(`
  query ExplainedSegment($visitorId: ID!, $key: String!) {
    explainSegment(visitorId: $visitorId, key: $key) {
      name
      isLive
      holds
      rule {
        path
        segment
        depth
        holds
        words
      }
    }
  }
`);

interface Props {
  visitorId: string;
  segments: { key: string; name: string; isSmart: boolean }[];
  primary?: SmartSegment | null | undefined;
}

/** The segments that a visitor is in; of any segment, why the visitor is in it or isn't. */
export function WhyInSegments({ visitorId, segments, primary }: Props) {
  const [key, setKey] = useState('');
  const primaryKey = primary?.toLowerCase().replaceAll('_', '-');
  return (
    <Card mb="lg">
      <Title order={2} size="h4" mb="xs">
        Segments
      </Title>
      <Group gap="xs" mb="md">
        {segments.length === 0 && <Text c="dimmed">In none.</Text>}
        {segments.map((segment) => (
          <Button
            key={segment.key}
            size="compact-sm"
            variant={segment.key === key ? 'filled' : 'light'}
            color={segment.isSmart ? undefined : 'teal'}
            aria-pressed={segment.key === key}
            onClick={() => setKey(segment.key === key ? '' : segment.key)}
          >
            {segment.name}
            {segment.key === primaryKey && ' ★'}
          </Button>
        ))}
      </Group>
      <Group gap="xs" mb="sm">
        <Text size="sm">Why in, or not in,</Text>
        <SegmentSelect label="Segment to explain" value={key} onChange={setKey} />
      </Group>
      {key && <Explanation visitorId={visitorId} segment={key} />}
    </Card>
  );
}

function Explanation({ visitorId, segment }: { visitorId: string; segment: string }) {
  const [{ data, fetching }] = useQuery({ query: EXPLAINED_SEGMENT, variables: { visitorId, key: segment } });
  if (fetching && !data) return <Skeleton height={80} />;
  const explanation = data?.explainSegment;
  if (!explanation) return <Text c="dimmed">There is no such segment.</Text>;
  return (
    <Stack gap="xs" aria-live="polite">
      <Group gap="xs">
        <Text fw={600} size="sm">
          {explanation.name}
        </Text>
        <Badge variant="light" color={explanation.holds ? 'teal' : 'red'}>
          {explanation.holds ? 'is in' : 'is not in'}
        </Badge>
        {!explanation.isLive && <Badge variant="default">not live</Badge>}
      </Group>
      <RuleNodes nodes={explanation.rule} />
    </Stack>
  );
}
