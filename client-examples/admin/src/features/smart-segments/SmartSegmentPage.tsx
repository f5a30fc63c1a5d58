import { Card, Grid, Title } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from 'urql';

import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { AudiencePanel } from '~/components/rules/AudiencePanel';
import { ExplanationPanel } from '~/components/rules/ExplanationPanel';
import { readRule } from '~/components/rules/json';
import { RuleWords } from '~/components/rules/RuleWords';
import { useAudience } from '~/components/rules/useAudience';
import { useExplanation } from '~/components/rules/useExplanation';
import { SegmentMembers } from '~/components/SegmentMembers';
import { graphql } from '~/gql';
import type { SmartSegmentPageQuery } from '~/gql/graphql';

const SMART_SEGMENT = graphql(`
  query SmartSegmentPage {
    smartSegments {
      key
      name
      rule
    }
  }
`);

export function Component() {
  const { key } = useParams();
  const page = useQuery({ query: SMART_SEGMENT });
  return (
    <Loaded query={page}>
      {({ smartSegments }) => {
        const segment = smartSegments.find((other) => other.key === key);
        if (segment) return <SmartSegment segment={segment} />;
        return (
          <>
            <PageHeader title="Smart segment" />
            <EmptyState icon={IconFilterOff} title={`There is no smart segment “${key}”`} />
          </>
        );
      }}
    </Loaded>
  );
}

function SmartSegment({ segment: { key, name, rule } }: { segment: SmartSegmentPageQuery['smartSegments'][number] }) {
  const [visitorId, setVisitorId] = useState('');
  const draft = useMemo(() => readRule(rule), [rule]);
  const audience = useAudience(draft);
  const { explanation, failure } = useExplanation(draft, visitorId);
  return (
    <>
      <PageHeader title={name} description={<RuleWords rule={rule} />} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }} order={{ base: 2, lg: 1 }}>
          <SegmentMembers segment={key} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }} order={{ base: 1, lg: 2 }}>
          <Card mb="lg">
            <Title order={2} size="h4" mb="xs">
              Audience now
            </Title>
            <AudiencePanel audience={audience} onPick={setVisitorId} />
          </Card>
          <Card>
            <Title order={2} size="h4" mb="xs">
              Why is a visitor in, or out?
            </Title>
            <ExplanationPanel visitorId={visitorId} onVisitor={setVisitorId} explanation={explanation} failure={failure} />
          </Card>
        </Grid.Col>
      </Grid>
    </>
  );
}
