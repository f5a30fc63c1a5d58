import { Alert, Badge, Button, Group, Paper, Progress, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useDocumentVisibility, useInterval } from '@mantine/hooks';
import { IconChartBar, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';

import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignResultsQuery } from '~/gql/graphql';

import { useOpenCampaign } from '../CampaignPage';
import { LatestAnswers } from './LatestAnswers';
import { LatestSignUps } from './LatestSignUps';
import { RatesChart } from './RatesChart';

const RESULTS = graphql(`
  query CampaignResults($id: ID!) {
    campaign(id: $id) {
      id
      draft {
        experiment {
          goal
        }
      }
      results {
        variants {
          variant
          shown
          converted
          rate
          rateInterval {
            low
            high
          }
          uplift
          upliftInterval {
            low
            high
          }
          isSignificant
          bestProbability
        }
      }
    }
  }
`);

export type VariantResult = NonNullable<NonNullable<CampaignResultsQuery['campaign']>['results']>['variants'][number];

const REFRESH_MILLISECONDS = 10_000;

/** What the live version has brought; it looks again by itself while it is on screen. */
export function Component() {
  const campaign = useOpenCampaign();
  const results = useQuery({ query: RESULTS, variables: { id: campaign.id } });
  const [, refresh] = results;
  const isVisible = useDocumentVisibility() === 'visible';
  const { start, stop } = useInterval(() => refresh({ requestPolicy: 'network-only' }), REFRESH_MILLISECONDS);
  useEffect(() => {
    if (isVisible) start();
    return stop;
  }, [isVisible, start, stop]);
  return (
    <Loaded query={results}>
      {({ campaign: found }) => {
        const variants = found?.results?.variants;
        if (!found || !variants) {
          return (
            <EmptyState icon={IconChartBar} title="No results yet">
              They arrive once a version is published and visitors are shown it.
            </EmptyState>
          );
        }
        return (
          <Stack gap="md">
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                Since version {campaign.liveVersion} was published. A success is {found.draft.experiment.goal === 'CLICK' ? 'a click' : 'a sign-up or an answer'}.
              </Text>
              <Button size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => refresh({ requestPolicy: 'network-only' })}>
                Look again
              </Button>
            </Group>
            <Totals variants={variants} />
            <Verdict variants={variants} />
            <RatesChart variants={variants} />
            <Variants variants={variants} />
            {campaign.type === 'EMAIL_COLLECTION' && <LatestSignUps campaignId={campaign.id} />}
            {campaign.type === 'FORM_SURVEY' && <LatestAnswers campaignId={campaign.id} />}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Totals({ variants }: { variants: VariantResult[] }) {
  const { number, percent } = useFormats();
  const treated = variants.filter(({ variant }) => variant !== 'CONTROL');
  const shown = treated.reduce((sum, { shown: part }) => sum + part, 0);
  const converted = treated.reduce((sum, { converted: part }) => sum + part, 0);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <Figure label="Visitors who saw it" value={number(shown)} />
      <Figure label="Of these, reached the goal" value={number(converted)} />
      <Figure label="Rate" value={shown ? percent(converted / shown) : '–'} />
    </SimpleGrid>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={650}>
        {value}
      </Text>
    </Paper>
  );
}

/** What can be said of the variants by now, in words. */
function Verdict({ variants }: { variants: VariantResult[] }) {
  const { percent } = useFormats();
  if (variants.length < 2) return null;
  const best = variants.reduce((a, b) => (b.bestProbability > a.bestProbability ? b : a));
  const better = best.isSignificant && (best.uplift ?? 0) > 0;
  return (
    <Alert color={better ? 'teal' : 'indigo'} title={better ? `${nameOf(best)} is better` : 'Too early to tell'} role="status">
      {best.uplift == null
        ? 'The variants have to be shown to some visitors first.'
        : `${nameOf(best)} converts ${percent(Math.abs(best.uplift))} ${best.uplift < 0 ? 'less' : 'more'} than ${nameOf(variants.find(({ variant }) => variant === 'CONTROL') ?? variants[0]!)}; it is the best of all with a chance of ${percent(best.bestProbability)}.`}
    </Alert>
  );
}

export function nameOf({ variant }: { variant: string }): string {
  return variant === 'CONTROL' ? 'the control group' : `variant ${variant}`;
}

function Variants({ variants }: { variants: VariantResult[] }) {
  const { number, percent } = useFormats();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Variant</Table.Th>
              <Table.Th ta="right">Shown to</Table.Th>
              <Table.Th ta="right">Converted</Table.Th>
              <Table.Th ta="right">Rate</Table.Th>
              <Table.Th ta="right">Against the baseline</Table.Th>
              <Table.Th w={180}>Chance to be the best</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {variants.map((result) => (
              <Table.Tr key={result.variant}>
                <Table.Td fw={600}>{result.variant === 'CONTROL' ? 'Control group' : result.variant}</Table.Td>
                <Table.Td ta="right">{number(result.shown)}</Table.Td>
                <Table.Td ta="right">{number(result.converted)}</Table.Td>
                <Table.Td ta="right">
                  {percent(result.rate)}
                  {result.rateInterval && (
                    <Text size="xs" c="dimmed">
                      {percent(result.rateInterval.low)} to {percent(result.rateInterval.high)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  <Uplift result={result} />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Progress value={result.bestProbability * 100} style={{ flex: 1 }} aria-label={`Chance that ${nameOf(result)} is the best`} />
                    <Text size="sm">{percent(result.bestProbability)}</Text>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function Uplift({ result: { uplift, upliftInterval, isSignificant } }: { result: VariantResult }) {
  const { percent } = useFormats();
  if (uplift == null) return '–';
  return (
    <>
      <Group gap={6} justify="flex-end" wrap="nowrap">
        {isSignificant && (
          <Badge size="xs" color={uplift > 0 ? 'teal' : 'red'} variant="light">
            significant
          </Badge>
        )}
        {uplift > 0 && '+'}
        {percent(uplift)}
      </Group>
      {upliftInterval && (
        <Text size="xs" c="dimmed">
          {percent(upliftInterval.low)} to {percent(upliftInterval.high)}
        </Text>
      )}
    </>
  );
}
