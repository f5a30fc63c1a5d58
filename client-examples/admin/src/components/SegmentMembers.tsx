import { Anchor, Badge, Group, Table } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { graphql } from '~/gql';

import { EmptyState } from './EmptyState';
import { Loaded } from './Loaded';
import { Pager, usePaging } from './Pager';
import { ScrollingTable } from './ScrollingTable';
import { useFormats } from './StoreFacts';

const MEMBERS = graphql(`
  query SegmentMembers($segment: String!, $after: String) {
    visitors(segment: $segment, first: 20, after: $after) {
      edges {
        node {
          id
          lastSeenAt
          isRegistered
          isEmailSubscriber
          profile {
            country
          }
          orders {
            count
            revenue
            lastAt
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

/** The visitors who are in a live segment now. */
export function SegmentMembers({ segment }: { segment: string }) {
  const paging = usePaging(segment);
  const members = useQuery({ query: MEMBERS, variables: { segment, after: paging.after } });
  const { number, money, day } = useFormats();
  return (
    <Loaded query={members}>
      {({ visitors: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <EmptyState icon={IconUsers} title="Nobody is in it at the moment" />
        ) : (
          <>
            <ScrollingTable label="Visitors" columns={['Visitor', 'Country', 'Orders', 'Revenue', 'Last order', 'Last seen', 'May be written to']}>
              {edges.map(({ node }) => (
                <Table.Tr key={node.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/visitors/${encodeURIComponent(node.id)}`} fw={600} size="sm">
                      {node.id}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{node.profile.country ?? '–'}</Table.Td>
                  <Table.Td>{number(node.orders.count)}</Table.Td>
                  <Table.Td>{money(node.orders.revenue)}</Table.Td>
                  <Table.Td>{day(node.orders.lastAt)}</Table.Td>
                  <Table.Td>{day(node.lastSeenAt)}</Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {node.isRegistered && <Badge variant="light" color="gray">account</Badge>}
                      {node.isEmailSubscriber && <Badge variant="light">e-mail</Badge>}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </ScrollingTable>
            <Pager paging={paging} pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  );
}
