import { Anchor, Button, Card, Group, Progress, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments, IconRefresh } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { RuleWords } from '~/components/rules/RuleWords';
import { thresholdInWords } from '~/components/rules/words';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { SmartSegmentsPageQuery } from '~/gql/graphql';

import { NumbersDrawer } from './NumbersDrawer';

const SMART_SEGMENTS = graphql(`
  query SmartSegmentsPage {
    smartSegments {
      key
      name
      rule
    }
    smartSegmentFigures {
      computedAt
      buyers
      isFallback
      hasDiscounts
      settings
      thresholds {
        name
        value
      }
      purchaseModel {
        r
        alpha
        repeatBuyers
      }
    }
  }
`);

const SMART_SEGMENT_SIZE = graphql(`
  query SmartSegmentSize($rule: RuleInput!) {
    previewAudience(rule: $rule, sample: 0) {
      __typename
      ... on AudiencePreview {
        count
        share
        orders {
          count
          revenue
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const RECOMPUTE = graphql(`
  mutation RecomputeSmartSegments {
    recomputeSmartSegments {
      __typename
      figures {
        computedAt
      }
    }
  }
`);

export function Component() {
  const page = useQuery({ query: SMART_SEGMENTS });
  const [recompute, isRecomputing] = useChange(RECOMPUTE);
  const [areNumbersOpen, numbers] = useDisclosure();
  return (
    <>
      <PageHeader
        title="Smart segments"
        description="Ten segments that Segue works out from the store’s orders. They are rules of the same language as your own, and overlap."
        actions={
          <>
            <Button variant="default" leftSection={<IconRefresh size={16} />} loading={isRecomputing} onClick={() => void recompute({}, { done: 'The figures are new' })}>
              Work out anew
            </Button>
            <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={numbers.open}>
              Adjust the numbers
            </Button>
          </>
        }
      />
      <Loaded query={page}>
        {({ smartSegments, smartSegmentFigures }) => (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} mb="xl">
              {smartSegments.map((segment) => (
                <SmartSegmentCard key={segment.key} segment={segment} />
              ))}
            </SimpleGrid>
            <Figures figures={smartSegmentFigures} />
            <NumbersDrawer isOpen={areNumbersOpen} onClose={numbers.close} settings={smartSegmentFigures.settings as Record<string, number | number[]>} />
          </>
        )}
      </Loaded>
    </>
  );
}

function SmartSegmentCard({ segment: { key, name, rule } }: { segment: SmartSegmentsPageQuery['smartSegments'][number] }) {
  const [{ data }] = useQuery({ query: SMART_SEGMENT_SIZE, variables: { rule: { segment: { key } } } });
  const { number, percent, compactMoney } = useFormats();
  const size = data?.previewAudience.__typename === 'AudiencePreview' ? data.previewAudience : undefined;
  return (
    <Card component="article" aria-label={name}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" align="baseline" wrap="nowrap">
          <Title order={2} size="h5">
            <Anchor component={Link} to={`/smart-segments/${key}`} inherit>
              {name}
            </Anchor>
          </Title>
          {size ? (
            <Text fz={24} fw={700} lh={1}>
              {number(size.count)}
            </Text>
          ) : (
            <Skeleton height={24} width={64} aria-busy />
          )}
        </Group>
        <Progress value={(size?.share ?? 0) * 100} aria-label={`${name}: share of all visitors`} />
        <Group justify="space-between" mih={20}>
          <Text size="xs" c="dimmed">
            {size && `${percent(size.share)} of visitors`}
          </Text>
          <Text size="xs" c="dimmed">
            {size && `${number(size.orders.count)} orders · ${compactMoney(size.orders.revenue)}`}
          </Text>
        </Group>
        <RuleWords rule={rule} />
      </Stack>
    </Card>
  );
}

function Figures({ figures }: { figures: SmartSegmentsPageQuery['smartSegmentFigures'] }) {
  const { number, moment, percent } = useFormats();
  const { buyers, computedAt, isFallback, hasDiscounts, thresholds, purchaseModel } = figures;
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        The store’s figures
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Worked out {computedAt ? moment(computedAt) : 'never yet'} from {number(buyers)} buyers.{' '}
        {isFallback && 'There are too few buyers for percentiles, so fixed figures stand in. '}
        {!hasDiscounts && 'The shop reports no discounts, so Sleeping Opportunists are found by their scores.'}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {thresholds.map(({ name, value }) => (
          <Figure key={name} label={thresholdInWords(name)} value={number(value)} />
        ))}
        {purchaseModel && (
          <>
            <Figure label="days between a buyer’s orders, by the model" value={number(purchaseModel.alpha / purchaseModel.r)} />
            <Figure label="buyers who ordered more than once" value={percent(purchaseModel.repeatBuyers / buyers)} />
          </>
        )}
      </SimpleGrid>
    </Card>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text fz={20} fw={600}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </div>
  );
}
