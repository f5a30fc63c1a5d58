import { Button, Card, Group, Table, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMailOff } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { Pager, usePaging } from '~/components/Pager';
import { ScrollingTable } from '~/components/ScrollingTable';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';

const SUPPRESSIONS = graphql(`
  query Suppressions($after: String) {
    suppressions(first: 20, after: $after) {
      edges {
        node {
          email
          reason
          addedAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const SUPPRESS = graphql(`
  mutation SuppressEmails($input: SuppressEmailsInput!) {
    suppressEmails(input: $input) {
      __typename
      ... on SuppressionsChanged {
        changed
      }
      ...Refusal
    }
  }
`);

const LIFT = graphql(`
  mutation LiftSuppressions($input: LiftSuppressionsInput!) {
    liftSuppressions(input: $input) {
      __typename
      ... on SuppressionsChanged {
        changed
      }
      ...Refusal
    }
  }
`);

export function Component() {
  const paging = usePaging();
  const suppressions = useQuery({ query: SUPPRESSIONS, variables: { after: paging.after } });
  const [lift] = useChange(LIFT);
  const { moment } = useFormats();
  return (
    <>
      <PageHeader title="Suppressions" description="Addresses that nobody is subscribed by. Sign-ups with them are answered as any other." />
      <SuppressForm />
      <Loaded query={suppressions}>
        {({ suppressions: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <EmptyState icon={IconMailOff} title="No address is suppressed" />
          ) : (
            <>
              <ScrollingTable label="Suppressed addresses" columns={['Address', 'Why', 'Since', 'Actions']}>
                {edges.map(({ node: { email, reason, addedAt } }) => (
                  <Table.Tr key={email}>
                    <Table.Td fw={600}>{email}</Table.Td>
                    <Table.Td>{reason ?? '–'}</Table.Td>
                    <Table.Td>{moment(addedAt)}</Table.Td>
                    <Table.Td>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={`Lift the suppression of ${email}`}
                        onClick={() => void lift({ input: { emails: [email] } }, { done: `${email} may be subscribed again` })}
                      >
                        Lift
                      </Button>
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

function SuppressForm() {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [suppress, isSuppressing] = useChange(SUPPRESS);
  const emails = typed.split(/[\s,;]+/).filter(Boolean);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const suppressed = await suppress({ input: { emails, reason: reason.trim() || null } });
    if (!suppressed) return;
    notifications.show({ message: `${suppressed.changed} of ${emails.length} addresses were new`, color: 'teal' });
    setTyped('');
  };
  return (
    <Card mb="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Group align="flex-end">
          <Textarea label="Addresses to suppress" placeholder="One on each line" autosize minRows={1} maxRows={8} flex="1 1 20rem" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <TextInput label="Why" placeholder="Such as bounced" w={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" loading={isSuppressing} disabled={emails.length === 0}>
            Suppress
          </Button>
        </Group>
      </form>
    </Card>
  );
}
