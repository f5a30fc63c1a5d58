import { Button, Group, Paper, Radio, SimpleGrid, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { useChange } from '~/api/useChange';
import { PageHeader } from '~/components/PageHeader';
import { useStore } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignType } from '~/gql/graphql';

import classes from './campaigns.module.css';
import { CAMPAIGN_TYPE_NAMES, CAMPAIGN_TYPES } from './campaignTypes';

const CREATE = graphql(`
  mutation CreateCampaign($input: CreateCampaignInput!) {
    createCampaign(input: $input) {
      __typename
      ... on CampaignChanged {
        campaign {
          ...CampaignLife
        }
      }
      ...Refusal
    }
  }
`);

export function Component() {
  const { defaultLocale } = useStore();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [type, setType] = useState<CampaignType>((parameters.get('type') as CampaignType) ?? 'POPUP_BANNER');
  const [name, setName] = useState('');
  const [create, isUnderWay] = useChange(CREATE);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { starter, placement } = CAMPAIGN_TYPES[type];
    const variants = [{ key: 'A', translations: [{ locale: defaultLocale, content: starter }] }];
    const done = await create({ input: { name, type, definition: { placement, variants } } });
    if (done) void navigate(`/campaigns/${done.campaign.id}`);
  };

  return (
    <>
      <PageHeader title="New campaign" description="It starts as a draft: nobody sees it before you publish it." />
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="lg">
          <TextInput
            label="Name"
            description="For you and your colleagues; visitors never see it."
            placeholder="Autumn welcome"
            required
            maxLength={200}
            maw="30rem"
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Radio.Group
            label="Type"
            description="It can’t be changed later."
            value={type}
            onChange={(value) => setType(value as CampaignType)}
          >
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} mt="xs" spacing="sm">
              {CAMPAIGN_TYPE_NAMES.map((value) => (
                <TypeCard key={value} type={value} />
              ))}
            </SimpleGrid>
          </Radio.Group>
          <Group>
            <Button type="submit" loading={isUnderWay}>
              Make the draft
            </Button>
            <Button variant="subtle" component={Link} to="/campaigns">
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}

function TypeCard({ type }: { type: CampaignType }) {
  const { label, description, icon: Picture } = CAMPAIGN_TYPES[type];
  return (
    <Paper component="label" withBorder p="md" className={classes.typeCard}>
      <Group wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" size={40}>
          <Picture size={22} stroke={1.6} />
        </ThemeIcon>
        <div style={{ flex: 1 }}>
          <Text fw={600} size="sm">
            {label}
          </Text>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        </div>
        <Radio value={type} aria-label={label} />
      </Group>
    </Paper>
  );
}
