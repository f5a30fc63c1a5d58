import { Anchor, Badge, Card, Checkbox, Group, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMailPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { CampaignSelect } from '~/components/CampaignSelect';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { Pager, usePaging } from '~/components/Pager';
import { ScrollingTable } from '~/components/ScrollingTable';
import { useFormats, useStore } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { SignUpsQuery } from '~/gql/graphql';

const SIGN_UPS = graphql(`
  query SignUps($campaignId: ID, $emailStartsWith: String, $awaitsConfirmation: Boolean!, $after: String) {
    emailCaptures(
      campaignId: $campaignId
      emailStartsWith: $emailStartsWith
      awaitsConfirmation: $awaitsConfirmation
      first: 20
      after: $after
    ) {
      edges {
        node {
          id
          visitorId
          email
          capturedAt
          confirmBefore
          confirmedAt
          isSuppressed
          consentText
          consentVersion
          prize
          couponCode
          variant
          locale
          fields {
            field
            text
            flag
          }
          campaign {
            id
            name
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

type SignUp = SignUpsQuery['emailCaptures']['edges'][number]['node'];

export function Component() {
  const [typed, setTyped] = useState('');
  const [begins] = useDebouncedValue(typed.trim(), 250);
  const [campaignId, setCampaignId] = useState('');
  const [awaitsConfirmation, setAwaits] = useState(false);
  const paging = usePaging(`${begins} ${campaignId} ${awaitsConfirmation}`);
  const signUps = useQuery({
    query: SIGN_UPS,
    variables: { campaignId: campaignId || null, emailStartsWith: begins || null, awaitsConfirmation, after: paging.after },
  });
  return (
    <>
      <PageHeader title="Sign-ups" description="E-mail addresses that visitors left, with what they agreed to." />
      <Card mb="lg">
        <Group align="flex-end" gap="lg">
          <TextInput
            label="Address begins with"
            type="search"
            leftSection={<IconSearch size={16} />}
            w={260}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <CampaignSelect label="Campaign" type="EMAIL_COLLECTION" all="All campaigns" value={campaignId} onChange={setCampaignId} />
          <Checkbox
            label="Still to be confirmed"
            mb={8}
            checked={awaitsConfirmation}
            onChange={(event) => setAwaits(event.currentTarget.checked)}
          />
        </Group>
      </Card>
      <Loaded query={signUps}>
        {({ emailCaptures: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <EmptyState icon={IconMailPlus} title="No sign-up here">
              Sign-ups arrive with campaigns that collect addresses.
            </EmptyState>
          ) : (
            <>
              <ScrollingTable label="Sign-ups" minWidth={900} columns={['Address', 'When', 'State', 'Campaign', 'Agreed to', 'Left beside it', 'Given']}>
                {edges.map(({ node }) => (
                  <SignUpRow key={node.id} signUp={node} />
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

function SignUpRow({ signUp }: { signUp: SignUp }) {
  const { moment } = useFormats();
  const { visitorId, email, campaign, consentText, consentVersion, fields, prize, couponCode, variant, locale } = signUp;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {email}
        </Text>
        <Anchor component={Link} to={`/visitors/${encodeURIComponent(visitorId)}`} size="xs">
          {visitorId}
        </Anchor>
      </Table.Td>
      <Table.Td>{moment(signUp.capturedAt)}</Table.Td>
      <Table.Td>
        <StateBadge signUp={signUp} />
      </Table.Td>
      <Table.Td>
        {campaign ? (
          <Anchor component={Link} to={`/campaigns/${campaign.id}`} size="sm">
            {campaign.name}
          </Anchor>
        ) : (
          '–'
        )}
        <Text size="xs" c="dimmed">
          variant {variant}, {locale}
        </Text>
      </Table.Td>
      <Table.Td maw={240}>
        <Text size="sm">{consentText}</Text>
        {consentVersion && (
          <Text size="xs" c="dimmed">
            {consentVersion}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {fields.map(({ field, text, flag }) => (
          <Text key={field} size="sm">
            {field}: {text ?? (flag ? 'yes' : 'no')}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>{[prize, couponCode].filter(Boolean).join(', ') || '–'}</Table.Td>
    </Table.Tr>
  );
}

function StateBadge({ signUp: { isSuppressed, confirmBefore, confirmedAt } }: { signUp: SignUp }) {
  const { now } = useStore();
  if (isSuppressed) return <Badge color="red" variant="light">suppressed</Badge>;
  if (!confirmBefore) return <Badge color="teal" variant="light">subscribed</Badge>;
  if (confirmedAt) return <Badge color="teal" variant="light">confirmed</Badge>;
  const isOver = new Date(confirmBefore) < new Date(now);
  return isOver ? <Badge color="gray" variant="light">never confirmed</Badge> : <Badge color="yellow" variant="light">awaits</Badge>;
}
