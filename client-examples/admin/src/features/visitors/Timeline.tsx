import { Group, Text, ThemeIcon, Timeline as MantineTimeline } from '@mantine/core';
import { IconBasket, IconCash, IconClick, IconEye, IconLogin2, IconReceiptRefund, IconSearch, IconSpeakerphone, type Icon } from '@tabler/icons-react';
import { useQuery } from 'urql';

import { Loaded } from '~/components/Loaded';
import { Pager, usePaging } from '~/components/Pager';
import { EVENT_LABELS } from '~/components/rules/words';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { EventKind, VisitorTimelineQuery } from '~/gql/graphql';

const TIMELINE = graphql(`
  query VisitorTimeline($visitorId: ID!, $after: String) {
    visitorTimeline(visitorId: $visitorId, first: 20, after: $after) {
      edges {
        cursor
        node {
          kind
          at
          properties
          order {
            number
            total
            units
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What a visitor did, newest first. */
export function Timeline({ visitorId }: { visitorId: string }) {
  const paging = usePaging(visitorId);
  const timeline = useQuery({ query: TIMELINE, variables: { visitorId, after: paging.after } });
  return (
    <Loaded query={timeline}>
      {({ visitorTimeline: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Text c="dimmed">Nothing has arrived yet.</Text>
        ) : (
          <>
            <MantineTimeline bulletSize={26} lineWidth={2}>
              {edges.map(({ cursor, node }) => (
                <Moment key={cursor} event={node} />
              ))}
            </MantineTimeline>
            <Pager paging={paging} pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  );
}

type Event = VisitorTimelineQuery['visitorTimeline']['edges'][number]['node'];

function Moment({ event: { kind, at, order, properties } }: { event: Event }) {
  const { moment, money, number } = useFormats();
  const Picture = pictureOf(kind);
  const words = EVENT_LABELS[kind];
  return (
    <MantineTimeline.Item
      bullet={
        <ThemeIcon size={26} radius="xl" variant="light" color={kind === 'PURCHASE' ? 'teal' : undefined}>
          <Picture size={15} />
        </ThemeIcon>
      }
      title={
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            {words.charAt(0).toUpperCase() + words.slice(1)}
          </Text>
          <Text size="xs" c="dimmed">
            {moment(at)}
          </Text>
        </Group>
      }
    >
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {order ? `Order ${order.number}: ${money(order.total)}, ${number(order.units)} units` : detailsOf(properties)}
      </Text>
    </MantineTimeline.Item>
  );
}

function detailsOf(properties: unknown): string {
  return Object.entries(properties as Record<string, unknown>)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}

const PICTURES: Partial<Record<EventKind, Icon>> = {
  PURCHASE: IconCash,
  ORDER_CANCELLATION: IconReceiptRefund,
  SEARCH: IconSearch,
  LOG_IN: IconLogin2,
  REGISTRATION: IconLogin2,
};

function pictureOf(kind: EventKind): Icon {
  if (kind.startsWith('CAMPAIGN') || kind === 'SURVEY_ANSWER') return IconSpeakerphone;
  if (kind.startsWith('BASKET') || kind === 'CHECKOUT_STEP') return IconBasket;
  if (kind.endsWith('VIEW')) return IconEye;
  return PICTURES[kind] ?? IconClick;
}
