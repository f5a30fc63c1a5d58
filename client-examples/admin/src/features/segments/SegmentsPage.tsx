import { Anchor, Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { Pager, usePaging } from '~/components/Pager';
import { AudienceSize } from '~/components/rules/AudienceSize';
import { RuleWords } from '~/components/rules/RuleWords';
import { ScrollingTable } from '~/components/ScrollingTable';
import { StatusBadge } from '~/components/StatusBadge';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { LifeCycle, RuleInput } from '~/gql/graphql';

const SEGMENTS = graphql(`
  query Segments($status: LifeCycle, $after: String) {
    segments(status: $status, first: 20, after: $after) {
      edges {
        node {
          key
          name
          description
          status
          draftRule
          updatedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const STATUSES: { value: LifeCycle | ''; label: string }[] = [
  { value: '', label: 'Any status' },
  { value: 'DRAFT', label: 'Draft' },
  { value: 'LIVE', label: 'Live' },
  { value: 'PAUSED', label: 'Paused' },
  { value: 'ARCHIVED', label: 'Archived' },
];

export function Component() {
  const [status, setStatus] = useState<LifeCycle | ''>('');
  const paging = usePaging(status);
  const segments = useQuery({ query: SEGMENTS, variables: { status: status || null, after: paging.after } });
  const { day } = useFormats();
  return (
    <>
      <PageHeader
        title="Segments"
        description="Groups of visitors by rules of your own. Campaigns and other segments can use them while they are live."
        actions={<NewSegmentButton />}
      />
      <Group mb="md">
        <NativeSelect
          aria-label="Status"
          data={STATUSES}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as LifeCycle | '')}
        />
      </Group>
      <Loaded query={segments}>
        {({ segments: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <EmptyState icon={IconFilter} title="No segment here" action={<NewSegmentButton />} />
          ) : (
            <>
              <ScrollingTable label="Segments" minWidth={720} columns={['Segment', 'Who', 'Visitors', 'Status', 'Changed']}>
                {edges.map(({ node }) => (
                  <Table.Tr key={node.key}>
                    <Table.Td>
                      <Anchor component={Link} to={`/segments/${node.key}`} fw={600} size="sm">
                        {node.name}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {node.key}
                      </Text>
                    </Table.Td>
                    <Table.Td maw={380}>
                      <RuleWords rule={node.draftRule} />
                    </Table.Td>
                    <Table.Td>
                      <AudienceSize rule={node.draftRule as RuleInput} />
                    </Table.Td>
                    <Table.Td>
                      <StatusBadge status={node.status} />
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{day(node.updatedAt)}</Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </ScrollingTable>
              <Pager paging={paging} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function NewSegmentButton() {
  return (
    <Button component={Link} to="/segments/new" leftSection={<IconPlus size={16} />}>
      New segment
    </Button>
  );
}
