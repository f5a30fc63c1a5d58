import { Alert, Button, Group, List, Paper, Select, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';

import { Loaded } from '~/components/Loaded';
import { graphql } from '~/gql';
import type { Device, ExplainCampaignQuery, PageType } from '~/gql/graphql';

import { useOpenCampaign } from '../CampaignPage';
import { words } from '../form/wording';

const EXPLAIN = graphql(`
  query ExplainCampaign($visitorId: ID!, $campaignId: ID!, $page: PageInput!) {
    explainEligibility(visitorId: $visitorId, campaignId: $campaignId, page: $page) {
      shown
      control
      variant
      version
      gates {
        code
        passed
        words
      }
      audience {
        path
        depth
        holds
        words
      }
    }
  }
`);

type Explanation = NonNullable<ExplainCampaignQuery['explainEligibility']>;

const PAGE_TYPES: PageType[] = ['HOME', 'CATEGORY', 'PRODUCT', 'SEARCH', 'BASKET', 'CHECKOUT', 'PURCHASE_SUCCESS', 'ACCOUNT'];
const DEVICES: Device[] = ['DESKTOP', 'MOBILE', 'TABLET', 'ANDROID_APP', 'IOS_APP'];

interface Asked {
  visitorId: string;
  type: PageType;
  device: Device;
}

/** Why one visitor is shown the live version on a page, or isn't. */
export function Component() {
  const { id } = useOpenCampaign();
  const [draft, setDraft] = useState<Asked>({ visitorId: '', type: 'HOME', device: 'DESKTOP' });
  const [asked, setAsked] = useState<Asked>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(draft);
  };
  return (
    <Stack>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Visitor"
            description="The storefront’s own id."
            required
            value={draft.visitorId}
            onChange={({ currentTarget }) => setDraft({ ...draft, visitorId: currentTarget.value })}
          />
          <Select label="On a page" allowDeselect={false} w={170} data={PAGE_TYPES.map(asChoice)} value={draft.type} onChange={(type) => setDraft({ ...draft, type: type as PageType })} />
          <Select label="With" allowDeselect={false} w={150} data={DEVICES.map(asChoice)} value={draft.device} onChange={(device) => setDraft({ ...draft, device: device as Device })} />
          <Button type="submit">Explain</Button>
        </Group>
      </form>
      {asked && <Answer key={JSON.stringify(asked)} asked={asked} campaignId={id} />}
    </Stack>
  );
}

function asChoice(value: string) {
  return { value, label: words(value) };
}

function Answer({ asked: { visitorId, ...page }, campaignId }: { asked: Asked; campaignId: string }) {
  const query = useQuery({ query: EXPLAIN, variables: { visitorId, campaignId, page } });
  return (
    <Loaded query={query}>
      {({ explainEligibility: found }) =>
        found && (
          <>
            <Alert color={found.shown ? 'teal' : 'gray'} title={verdict(found)} role="status">
              {found.version > 0 ? `Version ${found.version}, variant ${found.variant}.` : 'Nothing is published yet.'}
            </Alert>
            <Gates gates={found.gates} />
            <Audience nodes={found.audience} />
          </>
        )
      }
    </Loaded>
  );
}

function verdict({ shown, control }: Explanation): string {
  if (shown) return 'It is shown';
  return control ? 'It isn’t shown, to compare with' : 'It isn’t shown';
}

function Gates({ gates }: { gates: Explanation['gates'] }) {
  return (
    <Paper withBorder p="md">
      <List spacing="xs" size="sm" center aria-label="Gates">
        {gates.map(({ code, passed, words: said }) => (
          <List.Item
            key={code}
            icon={
              <ThemeIcon color={passed ? 'teal' : 'red'} size={20} radius="xl" aria-label={passed ? 'Passed' : 'Not passed'} role="img">
                {passed ? <IconCheck size={14} /> : <IconX size={14} />}
              </ThemeIcon>
            }
          >
            <Text span fw={600} size="sm">
              {words(code)}
            </Text>
            : {said}
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}

function Audience({ nodes }: { nodes: Explanation['audience'] }) {
  if (nodes.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Text fw={600} size="sm" mb="xs">
        The audience, condition by condition
      </Text>
      {nodes.map(({ path, depth, holds, words: said }, index) => (
        <Text key={`${path.join('/')} ${index}`} size="sm" pl={depth * 20}>
          {holds ? '✓' : '✗'} {said}
        </Text>
      ))}
    </Paper>
  );
}
