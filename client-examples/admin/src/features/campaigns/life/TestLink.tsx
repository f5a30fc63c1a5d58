import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type FormEvent } from 'react';

import { useChange } from '~/api/useChange';
import { CopiedText } from '~/components/CopiedText';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignLifeFragment, TesterTokenFragment } from '~/gql/graphql';

import { useShopAddress } from '../preview/shopAddress';

const CREATE_TOKEN = graphql(`
  mutation CreateTestToken($input: CreateTestTokenInput!) {
    createTestToken(input: $input) {
      __typename
      ... on TestTokenCreated {
        ...TesterToken
      }
      ...Refusal
    }
  }

  fragment TesterToken on TestTokenCreated {
    token
    expiresAt
  }
`);

/** The query parameter that the example storefronts take the token from. */
const PARAMETER = 'segue-test';

const LIVES = [
  { value: '24', label: 'a day' },
  { value: '168', label: 'a week' },
  { value: '720', label: '30 days' },
];

export function openTestLink({ id, name }: CampaignLifeFragment): void {
  modals.open({ title: `A link to try “${name}”`, children: <TestLink id={id} /> });
}

function TestLink({ id }: { id: string }) {
  const [shop, setShop] = useShopAddress();
  const [validHours, setValidHours] = useState('24');
  const [made, setMade] = useState<TesterTokenFragment>();
  const [create, isCreating] = useChange(CREATE_TOKEN);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMade(await create({ input: { campaignIds: [id], validHours: Number(validHours) } }));
  };
  if (made) return <Made {...made} shop={shop} />;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Text size="sm">Whoever has the link is shown the draft as it was when the test began. Nothing that a tester does is counted.</Text>
        <TextInput
          type="url"
          required
          data-autofocus
          label="Address of the shop"
          placeholder="https://shop.example/"
          value={shop}
          onChange={({ currentTarget }) => setShop(currentTarget.value)}
        />
        <NativeSelect label="It works for" data={LIVES} value={validHours} onChange={({ currentTarget }) => setValidHours(currentTarget.value)} />
        <Group justify="flex-end">
          <Button type="submit" loading={isCreating} disabled={!URL.canParse(shop)}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Made({ token, expiresAt, shop }: TesterTokenFragment & { shop: string }) {
  const { moment } = useFormats();
  const link = new URL(shop);
  link.searchParams.set(PARAMETER, token);
  return (
    <Stack>
      <CopiedText text={link.href} label="The link" />
      <Text size="sm">It works until {moment(expiresAt)}, or until the test ends.</Text>
      <Alert color="blue" title="For a storefront of your own">
        Have it read {PARAMETER} from the page’s address and give it to eligibleCampaigns as testToken.
      </Alert>
      <Group justify="flex-end">
        <Button onClick={() => modals.closeAll()}>Done</Button>
      </Group>
    </Stack>
  );
}
