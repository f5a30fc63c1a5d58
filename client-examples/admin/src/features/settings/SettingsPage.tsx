import { Button, Card, Group, NumberInput, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { graphql } from '~/gql';
import type { SettingsQuery } from '~/gql/graphql';

const SETTINGS = graphql(`
  query Settings {
    store {
      id
      name
      currency
      timeZone
      defaultLocale
      holdoutShare
      minimumGapSeconds
      dailyMaximum
    }
  }
`);

const ADJUST_HOLDOUT = graphql(`
  mutation AdjustHoldout($input: AdjustHoldoutInput!) {
    adjustHoldout(input: $input) {
      __typename
      ... on StoreChanged {
        store {
          id
          holdoutShare
        }
      }
      ...Refusal
    }
  }
`);

const ADJUST_LIMITS = graphql(`
  mutation AdjustDisplayLimits($input: AdjustDisplayLimitsInput!) {
    adjustDisplayLimits(input: $input) {
      __typename
      ... on StoreChanged {
        store {
          id
          minimumGapSeconds
          dailyMaximum
        }
      }
      ...Refusal
    }
  }
`);

type Store = SettingsQuery['store'];

export function Component() {
  const settings = useQuery({ query: SETTINGS });
  return (
    <>
      <PageHeader title="Settings" description="What holds for all campaigns of the store." />
      <Loaded query={settings}>
        {({ store }) => (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Holdout share={store.holdoutShare} />
            <DisplayLimits store={store} />
            <StoreFacts store={store} />
          </SimpleGrid>
        )}
      </Loaded>
    </>
  );
}

function Holdout({ share }: { share: number }) {
  const [percent, setPercent] = useState(Math.round(share * 100));
  const [adjust, isAdjusting] = useChange(ADJUST_HOLDOUT);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void adjust({ input: { share: percent / 100 } }, { done: 'The hold-out is set' });
  };
  return (
    <Card component="form" onSubmit={submit}>
      <Stack h="100%">
        <Title order={2} size="h4">
          Hold-out
        </Title>
        <Text size="sm" c="dimmed">
          A share of the visitors is shown no campaign at all, to measure what campaigns bring. Raising it adds some and changes no one.
        </Text>
        <Group wrap="nowrap">
          <Slider
            flex={1}
            min={0}
            max={50}
            label={(value) => `${value} %`}
            thumbLabel="Share of the visitors, in per cent"
            value={percent}
            onChange={setPercent}
          />
          <Text w={48} ta="right" fw={600}>
            {percent} %
          </Text>
        </Group>
        <Group justify="flex-end" mt="auto">
          <Button type="submit" loading={isAdjusting}>
            Save the hold-out
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function DisplayLimits({ store }: { store: Store }) {
  const [minutes, setMinutes] = useState<number | string>(store.minimumGapSeconds ? store.minimumGapSeconds / 60 : '');
  const [dailyMaximum, setDailyMaximum] = useState<number | string>(store.dailyMaximum ?? '');
  const [adjust, isAdjusting] = useChange(ADJUST_LIMITS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      minimumGapSeconds: minutes === '' ? null : Math.round(Number(minutes) * 60),
      dailyMaximum: dailyMaximum === '' ? null : Number(dailyMaximum),
    };
    void adjust({ input }, { done: 'The limits are set' });
  };
  return (
    <Card component="form" onSubmit={submit}>
      <Stack h="100%">
        <Title order={2} size="h4">
          Display limits
        </Title>
        <Text size="sm" c="dimmed">
          How often one visitor is shown any campaign at all. Empty: no limit.
        </Text>
        <Group grow>
          <NumberInput label="Minutes between two displays" min={0} value={minutes} onChange={setMinutes} />
          <NumberInput label="Displays within a day" min={1} max={20} allowDecimal={false} value={dailyMaximum} onChange={setDailyMaximum} />
        </Group>
        <Group justify="flex-end" mt="auto">
          <Button type="submit" loading={isAdjusting}>
            Save the limits
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

function StoreFacts({ store: { id, name, currency, timeZone, defaultLocale } }: { store: Store }) {
  const facts = [
    ['Name', name],
    ['Short name', id],
    ['Currency', currency],
    ['Time zone', timeZone],
    ['Language that every campaign has', defaultLocale],
  ];
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        The store
      </Title>
      <Stack gap="xs">
        {facts.map(([label, value]) => (
          <Group key={label} justify="space-between">
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text size="sm">{value}</Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
