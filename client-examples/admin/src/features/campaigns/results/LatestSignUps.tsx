import { Table } from '@mantine/core';
import { useQuery } from 'urql';

import { Loaded } from '~/components/Loaded';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';

import { Latest } from './Latest';

const SIGN_UPS = graphql(`
  query LatestSignUps($campaignId: ID!) {
    emailCaptures(campaignId: $campaignId, first: 5) {
      edges {
        node {
          id
          email
          variant
          locale
          capturedAt
          couponCode
        }
      }
    }
  }
`);

export function LatestSignUps({ campaignId }: { campaignId: string }) {
  const { moment } = useFormats();
  return (
    <Loaded query={useQuery({ query: SIGN_UPS, variables: { campaignId } })}>
      {({ emailCaptures: { edges } }) => (
        <Latest title="Latest sign-ups" all={`/sign-ups?campaign=${campaignId}`} isEmpty={edges.length === 0}>
          <Table.ScrollContainer minWidth={480}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Address</Table.Th>
                  <Table.Th>Variant</Table.Th>
                  <Table.Th>Language</Table.Th>
                  <Table.Th>Coupon</Table.Th>
                  <Table.Th>When</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {edges.map(({ node }) => (
                  <Table.Tr key={node.id}>
                    <Table.Td>{node.email}</Table.Td>
                    <Table.Td>{node.variant}</Table.Td>
                    <Table.Td>{node.locale}</Table.Td>
                    <Table.Td>{node.couponCode ?? '–'}</Table.Td>
                    <Table.Td>{moment(node.capturedAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Latest>
      )}
    </Loaded>
  );
}
