import { Badge, Card, Grid, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { useQuery } from 'urql';

import { EmptyState } from '~/components/EmptyState';
import { FigureCard } from '~/components/FigureCard';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { VisitorPageQuery } from '~/gql/graphql';

import { Timeline } from './Timeline';
import { WhyInSegments } from './WhyInSegments';

const VISITOR = graphql(`
  query VisitorPage($id: ID!) {
    visitor(id: $id) {
      id
      firstSeenAt
      lastSeenAt
      sessions
      isRegistered
      isEmailSubscriber
      isPushSubscriber
      profile {
        age
        birthDate
        gender
        country
        region
        city
        language
        interests
        traits
      }
      orders {
        count
        revenue
        averageValue
        unitsPerOrder
        discountedShare
        firstAt
        lastAt
        medianGapDays
      }
      segments {
        primary
        segments {
          key
          name
          isSmart
        }
      }
    }
  }
`);

type Visitor = NonNullable<VisitorPageQuery['visitor']>;

export function Component() {
  const { id = '' } = useParams();
  const visitor = useQuery({ query: VISITOR, variables: { id } });
  return (
    <Loaded query={visitor}>
      {(data) =>
        data.visitor ? (
          <VisitorDetails visitor={data.visitor} />
        ) : (
          <>
            <PageHeader title={id} />
            <EmptyState icon={IconUserQuestion} title="Nothing is known of this visitor">
              No event with this id has arrived yet.
            </EmptyState>
          </>
        )
      }
    </Loaded>
  );
}

function VisitorDetails({ visitor }: { visitor: Visitor }) {
  const { isRegistered, isEmailSubscriber, isPushSubscriber } = visitor;
  return (
    <>
      <PageHeader
        title={visitor.id}
        actions={
          <>
            {isRegistered && <Badge variant="light" color="gray">has an account</Badge>}
            {isEmailSubscriber && <Badge variant="light">e-mail</Badge>}
            {isPushSubscriber && <Badge variant="light">push</Badge>}
          </>
        }
      />
      <Orders orders={visitor.orders} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <WhyInSegments visitorId={visitor.id} segments={visitor.segments.segments} primary={visitor.segments.primary} />
          <Card>
            <Title order={2} size="h4" mb="md">
              Timeline
            </Title>
            <Timeline visitorId={visitor.id} />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Profile visitor={visitor} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function Orders({ orders }: { orders: Visitor['orders'] }) {
  const { number, money, day } = useFormats();
  const figures = [
    ['Orders', number(orders.count)],
    ['Revenue', money(orders.revenue)],
    ['Average order', money(orders.averageValue)],
    ['Units per order', number(orders.unitsPerOrder)],
    ['Days between orders', number(orders.medianGapDays)],
    ['Last order', day(orders.lastAt)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} mb="lg">
      {figures.map(([label, value]) => (
        <FigureCard key={label} label={label} value={value} size={20} />
      ))}
    </SimpleGrid>
  );
}

function Profile({ visitor: { profile, firstSeenAt, lastSeenAt, sessions } }: { visitor: Visitor }) {
  const { moment, number, day } = useFormats();
  const facts: [string, string | null | undefined][] = [
    ['First seen', moment(firstSeenAt)],
    ['Last seen', moment(lastSeenAt)],
    ['Visits', number(sessions)],
    ['Country', profile.country],
    ['Region', profile.region],
    ['City', profile.city],
    ['Language', profile.language],
    ['Gender', profile.gender],
    ['Age', profile.age?.toString()],
    ['Born', profile.birthDate && day(profile.birthDate)],
    ['Interests', profile.interests.join(', ')],
    ...Object.entries(profile.traits as Record<string, unknown>).map(([name, value]): [string, string] => [name, String(value)]),
  ];
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        Profile
      </Title>
      <Stack gap="xs">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Group key={label} justify="space-between" wrap="nowrap">
              <Text size="sm" c="dimmed">
                {label}
              </Text>
              <Text size="sm" ta="right">
                {value}
              </Text>
            </Group>
          ))}
      </Stack>
    </Card>
  );
}
