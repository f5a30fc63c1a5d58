import { BarChart } from '@mantine/charts';
import { Alert, Anchor, Card, Grid, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { ChartFigure } from '~/components/ChartFigure';
import { FigureCard } from '~/components/FigureCard';
import { Loaded, Skeletons } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { StatusBadge } from '~/components/StatusBadge';
import { useFormats, useStore } from '~/components/StoreFacts';
import { graphql } from '~/gql';

const DASHBOARD = graphql(`
  query Dashboard {
    alerts {
      kind
      message
    }
    everyone: previewAudience(rule: { all: [] }, sample: 0) {
      __typename
      ... on AudiencePreview {
        count
        orders {
          count
          revenue
        }
      }
      ... on UserError {
        message
      }
    }
    smartSegmentFigures {
      buyers
    }
    campaigns(status: LIVE, first: 6) {
      edges {
        node {
          id
          name
          type
          status
        }
      }
    }
    emailCaptures(first: 5) {
      edges {
        node {
          id
          email
          capturedAt
        }
      }
    }
  }
`);

const SEGMENT_SIZES = graphql(`
  query DashboardSegments {
    activeLoyals: previewAudience(rule: { segment: { key: "active-loyals" } }, sample: 0) { ...SegmentSize }
    bigSpenders: previewAudience(rule: { segment: { key: "big-spenders" } }, sample: 0) { ...SegmentSize }
    richieRiches: previewAudience(rule: { segment: { key: "richie-riches" } }, sample: 0) { ...SegmentSize }
    bulkShoppers: previewAudience(rule: { segment: { key: "bulk-shoppers" } }, sample: 0) { ...SegmentSize }
    loyalsAtRisk: previewAudience(rule: { segment: { key: "loyals-at-risk" } }, sample: 0) { ...SegmentSize }
    churnCandidates: previewAudience(rule: { segment: { key: "churn-candidates" } }, sample: 0) { ...SegmentSize }
    sleepingOpportunists: previewAudience(rule: { segment: { key: "sleeping-opportunists" } }, sample: 0) { ...SegmentSize }
    oneTimeShoppers: previewAudience(rule: { segment: { key: "one-time-shoppers" } }, sample: 0) { ...SegmentSize }
    waitingFirstOrder: previewAudience(rule: { segment: { key: "waiting-first-order" } }, sample: 0) { ...SegmentSize }
    lostCustomers: previewAudience(rule: { segment: { key: "lost-customers" } }, sample: 0) { ...SegmentSize }
  }

  fragment SegmentSize on PreviewAudienceResult {
    __typename
    ... on AudiencePreview {
      count
    }
    ... on UserError {
      message
    }
  }
`);

export function Component() {
  const dashboard = useQuery({ query: DASHBOARD });
  const { name } = useStore();
  const { number, wholeMoney } = useFormats();
  return (
    <>
      <PageHeader title="Dashboard" description={name} />
      <Loaded query={dashboard}>
        {({ alerts, everyone, smartSegmentFigures, campaigns, emailCaptures }) => (
          <Stack gap="lg">
            {alerts.map(({ message }) => (
              <Alert key={message} color="yellow" icon={<IconAlertTriangle />}>
                {message}
              </Alert>
            ))}
            {everyone.__typename === 'AudiencePreview' && (
              <SimpleGrid cols={{ base: 2, md: 4 }}>
                <FigureCard size={28} label="Visitors" value={number(everyone.count)} />
                <FigureCard size={28} label="Buyers" value={number(smartSegmentFigures.buyers)} />
                <FigureCard size={28} label="Orders" value={number(everyone.orders.count)} />
                <FigureCard size={28} label="Revenue" value={wholeMoney(everyone.orders.revenue)} />
              </SimpleGrid>
            )}
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <Section title="Smart segments" to="/smart-segments" more="All about them">
                  <SegmentSizes />
                </Section>
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <Stack gap="lg">
                  <Section title="Live campaigns" to="/campaigns" more="All campaigns">
                    {campaigns.edges.length === 0 && <Text c="dimmed">None is live.</Text>}
                    {campaigns.edges.map(({ node }) => (
                      <Group key={node.id} justify="space-between" wrap="nowrap" py={4}>
                        <Anchor component={Link} to={`/campaigns/${node.id}`} size="sm">
                          {node.name}
                        </Anchor>
                        <StatusBadge status={node.status} />
                      </Group>
                    ))}
                  </Section>
                  <Section title="Latest sign-ups" to="/sign-ups" more="All sign-ups">
                    <LatestSignUps signUps={emailCaptures.edges.map(({ node }) => node)} />
                  </Section>
                </Stack>
              </Grid.Col>
            </Grid>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Section({ title, to, more, children }: { title: string; to: string; more: string; children: ReactNode }) {
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Anchor component={Link} to={to} size="sm">
          {more}
        </Anchor>
      </Group>
      {children}
    </Card>
  );
}

function SegmentSizes() {
  const [{ data }] = useQuery({ query: SEGMENT_SIZES });
  if (!data) return <Skeletons lines={6} height={32} />;
  const sizes = Object.entries(data).flatMap(([alias, size]) =>
    typeof size === 'object' && size.__typename === 'AudiencePreview' ? [{ segment: inWords(alias), Visitors: size.count }] : [],
  );
  return (
    <ChartFigure label={sizes.map(({ segment, Visitors }) => `${segment}: ${Visitors}`).join(', ')}>
      <BarChart
        h={360}
        data={sizes}
        dataKey="segment"
        orientation="vertical"
        series={[{ name: 'Visitors', color: 'indigo.6' }]}
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ width: 150 }}
        barChartProps={{ accessibilityLayer: false }}
        barProps={{ isAnimationActive: false, radius: [0, 4, 4, 0] }}
      />
    </ChartFigure>
  );
}

/** `bigSpenders` as `Big Spenders`. */
function inWords(alias: string): string {
  const words = alias.replaceAll(/[A-Z]/g, (letter) => ` ${letter}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function LatestSignUps({ signUps }: { signUps: { id: string; email: string; capturedAt: string }[] }) {
  const { moment } = useFormats();
  if (signUps.length === 0) return <Text c="dimmed">None has arrived yet.</Text>;
  return signUps.map(({ id, email, capturedAt }) => (
    <Group key={id} justify="space-between" py={4}>
      <Text size="sm">{email}</Text>
      <Text size="xs" c="dimmed">
        {moment(capturedAt)}
      </Text>
    </Group>
  ));
}
