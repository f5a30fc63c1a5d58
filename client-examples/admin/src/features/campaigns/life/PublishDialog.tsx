import { Alert, Button, Group, ScrollArea, Skeleton, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconRocket } from '@tabler/icons-react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { Changes } from '~/components/Changes';
import { graphql } from '~/gql';
import type { OpenCampaignFragment } from '~/gql/graphql';

import { placeInWords } from '../form/wording';

const DIFFERENCES = graphql(`
  query UnpublishedChanges($id: ID!) {
    campaign(id: $id) {
      id
      revision
      status
      liveVersion
      unpublishedChanges {
        path
        before
        after
        isAdded
        isRemoved
      }
    }
  }
`);

const PUBLISH = graphql(`
  mutation PublishCampaign($input: CampaignRevisionInput!) {
    publishCampaign(input: $input) {
      __typename
      ... on CampaignChanged {
        campaign {
          ...CampaignLife
          publishedAt
        }
      }
      ...Refusal
    }
  }
`);

/** Show what publishing the draft would change, and publish it. */
export function openPublishing(campaign: OpenCampaignFragment): void {
  const modalId = 'publish-campaign';
  modals.open({
    modalId,
    title: `Publish “${campaign.name}”`,
    size: 'lg',
    children: <PublishDialog campaign={campaign} close={() => modals.close(modalId)} />,
  });
}

function PublishDialog({ campaign, close }: { campaign: OpenCampaignFragment; close: () => void }) {
  const [{ data, fetching }] = useQuery({ query: DIFFERENCES, variables: { id: campaign.id }, requestPolicy: 'network-only' });
  const [publish, isUnderWay] = useChange(PUBLISH);
  const found = fetching ? undefined : data?.campaign;
  const submit = async () => {
    const input = { id: campaign.id, revision: campaign.revision };
    const done = await publish({ input }, { done: `“${campaign.name}” is live, from the next page view on.` });
    if (done) close();
  };
  return (
    <Stack>
      {!found && <Skeleton height={120} />}
      {found && found.liveVersion === 0 && (
        <Text size="sm">Nothing of it is live yet. Visitors of its audience are shown it from the next page view on.</Text>
      )}
      {found && found.liveVersion > 0 && (
        <>
          <Text size="sm">
            {found.unpublishedChanges.length === 0
              ? `The draft is what version ${found.liveVersion} holds already.`
              : `What changes against version ${found.liveVersion}:`}
          </Text>
          <ScrollArea.Autosize mah="45vh" type="auto">
            <Changes changes={found.unpublishedChanges.map((change) => ({ ...change, path: placeInWords(change.path) }))} />
          </ScrollArea.Autosize>
          {found.status === 'PAUSED' && <Alert color="yellow">It is paused; publishing makes it live again.</Alert>}
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Not yet
        </Button>
        <Button leftSection={<IconRocket size={18} />} onClick={() => void submit()} loading={isUnderWay} disabled={!found} data-autofocus>
          Publish now
        </Button>
      </Group>
    </Stack>
  );
}
