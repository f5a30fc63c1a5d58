import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Group,
  Paper,
  Select,
  Skeleton,
  Table,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconPlayerPause, IconPlus, IconSearch, IconSpeakerphone, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { Pager, usePaging } from '~/components/Pager';
import { StatusBadge } from '~/components/StatusBadge';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignsListQuery, CampaignType, LifeCycle } from '~/gql/graphql';

import { CAMPAIGN_TYPE_NAMES, CAMPAIGN_TYPES } from './campaignTypes';
import { CampaignMenu } from './life/CampaignMenu';

const CAMPAIGNS = graphql(`
  query CampaignsList($type: CampaignType, $status: LifeCycle, $part: String, $after: String) {
    campaigns(type: $type, status: $status, nameContains: $part, first: 20, after: $after) {
      edges {
        cursor
        node {
          ...CampaignLife
          updatedAt
          draft {
            startsAt
            endsAt
            audience
            includeSegments
            placement
            variants {
              key
            }
          }
          results {
            variants {
              variant
              shown
              converted
            }
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

const PAUSE_SEVERAL = graphql(`
  mutation PauseCampaigns($ids: [ID!]!) {
    pauseCampaigns(input: { ids: $ids }) {
      __typename
      ... on CampaignsPaused {
        paused {
          ...CampaignLife
        }
      }
      ...Refusal
    }
  }
`);

type Row = CampaignsListQuery['campaigns']['edges'][number]['node'];

const STATUSES: LifeCycle[] = ['LIVE', 'DRAFT', 'TEST', 'PAUSED', 'ARCHIVED'];

export function Component() {
  const navigate = useNavigate();
  const [filters, setFilters] = useSearchParams();
  const type = filters.get('type') as CampaignType | null;
  const status = filters.get('status') as LifeCycle | null;
  const part = filters.get('q');
  const paging = usePaging(filters.toString());
  const [chosen, setChosen] = useState<string[]>([]);
  const search = useRef<HTMLInputElement>(null);
  const campaigns = useQuery({ query: CAMPAIGNS, variables: { type, status, part, after: paging.after } });

  const setFilter = (name: string, value: string | null) => {
    setChosen([]);
    setFilters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  };
  const setPart = useDebouncedCallback((value: string) => setFilter('q', value), 200);
  useHotkeys([
    ['/', () => search.current?.focus()],
    ['n', () => void navigate('new')],
  ]);

  return (
    <>
      <PageHeader
        title="Campaigns"
        description="What visitors are shown, to whom, where and how often."
        actions={
          <Button component={Link} to="new" leftSection={<IconPlus size={18} />} aria-keyshortcuts="n">
            New campaign
          </Button>
        }
      />
      <Group mb="md" gap="sm">
        <TextInput
          ref={search}
          aria-label="Search by name"
          placeholder="Search by name  ( / )"
          leftSection={<IconSearch size={16} />}
          defaultValue={part ?? ''}
          onChange={({ currentTarget }) => setPart(currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
        />
        <Select
          aria-label="Type"
          placeholder="All types"
          clearable
          value={type}
          onChange={(value) => setFilter('type', value)}
          data={CAMPAIGN_TYPE_NAMES.map((value) => ({ value, label: CAMPAIGN_TYPES[value].label }))}
          w={190}
        />
        <Select
          aria-label="Status"
          placeholder="Every status"
          clearable
          value={status}
          onChange={(value) => setFilter('status', value)}
          data={STATUSES.map((value) => ({ value, label: value[0] + value.slice(1).toLowerCase() }))}
          w={160}
        />
      </Group>
      <Loaded query={campaigns} skeleton={<Skeleton height={320} radius="md" />}>
        {({ campaigns: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <NothingFound isFiltered={filters.size > 0} />
          ) : (
            <>
              <Paper withBorder style={{ overflow: 'hidden' }}>
                <Chosen ids={chosen} clear={() => setChosen([])} />
                <Table.ScrollContainer minWidth={680}>
                  <Table>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th w={40} aria-label="Choose" />
                        <Table.Th>Campaign</Table.Th>
                        <Table.Th>Status</Table.Th>
                        <Table.Th>For</Table.Th>
                        <Table.Th ta="right">Shown to</Table.Th>
                        <Table.Th ta="right">Converted</Table.Th>
                        <Table.Th>Changed</Table.Th>
                        <Table.Th w={48} aria-label="Actions" />
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {edges.map(({ node }) => (
                        <CampaignRow
                          key={node.id}
                          campaign={node}
                          isChosen={chosen.includes(node.id)}
                          choose={(isChosen) =>
                            setChosen(isChosen ? [...chosen, node.id] : chosen.filter((id) => id !== node.id))
                          }
                        />
                      ))}
                    </Table.Tbody>
                  </Table>
                </Table.ScrollContainer>
              </Paper>
              <Pager paging={paging} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** The keys of the segments that a rule names, wherever in it. */
function segmentsIn(rule: unknown): string[] {
  if (Array.isArray(rule)) return rule.flatMap(segmentsIn);
  if (rule === null || typeof rule !== 'object') return [];
  return Object.entries(rule).flatMap(([name, part]) =>
    name === 'segment' ? [(part as { key: string }).key] : segmentsIn(part),
  );
}

interface RowProps {
  campaign: Row;
  isChosen: boolean;
  choose: (isChosen: boolean) => void;
}

function CampaignRow({ campaign, isChosen, choose }: RowProps) {
  const { moment, number, percent } = useFormats();
  const { label, icon: Picture } = CAMPAIGN_TYPES[campaign.type];
  const shown = sum(campaign, 'shown');
  const converted = sum(campaign, 'converted');
  const variants = campaign.draft.variants.length;
  return (
    <Table.Tr bg={isChosen ? 'var(--mantine-color-indigo-light)' : undefined}>
      <Table.Td>
        <Checkbox
          aria-label={`Choose ${campaign.name}`}
          checked={isChosen}
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Tooltip label={label}>
            <Picture size={20} stroke={1.6} aria-label={label} style={{ flexShrink: 0 }} />
          </Tooltip>
          <div>
            <Text component={Link} to={campaign.id} fw={600} size="sm" c="var(--mantine-color-anchor)">
              {campaign.name}
            </Text>
            <Text size="xs" c="dimmed">
              {label}
              {campaign.draft.placement && ` in ${campaign.draft.placement}`}
              {variants > 1 && ` · ${variants} variants`}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={campaign.status} />
      </Table.Td>
      <Table.Td>
        <Audience keys={campaign.draft.includeSegments} rule={campaign.draft.audience} />
      </Table.Td>
      <Table.Td ta="right">{campaign.results ? number(shown) : '–'}</Table.Td>
      <Table.Td ta="right">
        {campaign.results ? `${number(converted)}${shown ? ` · ${percent(converted / shown)}` : ''}` : '–'}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{moment(campaign.updatedAt)}</Text>
      </Table.Td>
      <Table.Td>
        <CampaignMenu campaign={campaign} />
      </Table.Td>
    </Table.Tr>
  );
}

function sum(campaign: Row, what: 'shown' | 'converted'): number {
  return (campaign.results?.variants ?? [])
    .filter(({ variant }) => variant !== 'CONTROL')
    .reduce((total, variant) => total + variant[what], 0);
}

function Audience({ keys: included, rule }: { keys: string[]; rule: unknown }) {
  const hasRule = JSON.stringify(rule) !== '{"all":[]}';
  const keys = [...new Set([...included, ...(hasRule ? segmentsIn(rule) : [])])];
  if (keys.length === 0 && hasRule) return <Text size="sm">By conditions</Text>;
  if (keys.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Everyone
      </Text>
    );
  }
  return (
    <Group gap={4}>
      {keys.slice(0, 2).map((key) => (
        <Badge key={key} variant="light" size="sm" tt="none">
          {key}
        </Badge>
      ))}
      {keys.length > 2 && (
        <Text size="xs" c="dimmed">
          and {keys.length - 2} more
        </Text>
      )}
    </Group>
  );
}

function Chosen({ ids, clear }: { ids: string[]; clear: () => void }) {
  const [pause, isUnderWay] = useChange(PAUSE_SEVERAL);
  if (ids.length === 0) return null;
  const pauseAll = async () => {
    const done = await pause({ ids });
    if (done) clear();
  };
  return (
    <Group px="md" py="xs" gap="sm" bg="var(--mantine-color-indigo-light)" role="status">
      <Text size="sm" fw={600}>
        {ids.length} chosen
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPause size={14} />}
        loading={isUnderWay}
        onClick={() => void pauseAll()}
      >
        Pause those that are live
      </Button>
      <ActionIcon variant="subtle" onClick={clear} aria-label="Choose none" ml="auto">
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={IconSearch} title="No campaign is like that">
        Change the filters to see others.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconSpeakerphone}
      title="No campaigns yet"
      action={<Button component={Link} to="new">Make the first one</Button>}
    >
      Popups, forms, surveys, bars and banners, for the visitors you choose.
    </EmptyState>
  );
}
