import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useNavigate } from 'react-router';

import { useChange } from '~/api/useChange';
import { graphql } from '~/gql';
import type { CampaignLifeFragment, CampaignRevisionInput } from '~/gql/graphql';

graphql(`
  fragment CampaignLife on Campaign {
    id
    name
    type
    status
    revision
    liveVersion
    testVersion
  }
`);

const PAUSE = graphql(`
  mutation PauseCampaign($input: CampaignRevisionInput!) {
    pauseCampaign(input: $input) {
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

const RESUME = graphql(`
  mutation ResumeCampaign($input: CampaignRevisionInput!) {
    resumeCampaign(input: $input) {
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

const ARCHIVE = graphql(`
  mutation ArchiveCampaign($input: CampaignRevisionInput!) {
    archiveCampaign(input: $input) {
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

const DUPLICATE = graphql(`
  mutation DuplicateCampaign($id: ID!) {
    duplicateCampaign(input: { id: $id }) {
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

const TEST = graphql(`
  mutation TestCampaign($input: CampaignRevisionInput!) {
    testCampaign(input: $input) {
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

const END_TEST = graphql(`
  mutation EndCampaignTest($input: CampaignRevisionInput!) {
    endCampaignTest(input: $input) {
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

/** What can be done with a campaign as a whole, beside editing and publishing it. */
export function useCampaignActions(campaign: CampaignLifeFragment) {
  const navigate = useNavigate();
  const [pause] = useChange(PAUSE);
  const [resume] = useChange(RESUME);
  const [archive] = useChange(ARCHIVE);
  const [duplicate] = useChange(DUPLICATE);
  const [test] = useChange(TEST);
  const [endTest] = useChange(END_TEST);
  const input: CampaignRevisionInput = { id: campaign.id, revision: campaign.revision };
  return {
    pause: () => pause({ input }, { done: `“${campaign.name}” is paused.` }),
    resume: () => resume({ input }, { done: `“${campaign.name}” is live again.` }),
    test: () => test({ input }, { done: 'Testers see the draft now.' }),
    endTest: () => endTest({ input }, { done: 'Testers see what others see.' }),
    duplicate: async () => {
      const done = await duplicate({ id: campaign.id }, { done: 'The copy is a draft of its own.' });
      if (done) void navigate(`/campaigns/${done.campaign.id}`);
    },
    archive: () =>
      modals.openConfirmModal({
        title: `Archive “${campaign.name}”?`,
        children: (
          <Text size="sm">
            Nobody is shown it any more, and it can’t be brought back; a copy of it can be made. Its sign-ups,
            answers and results stay.
          </Text>
        ),
        labels: { confirm: 'Archive', cancel: 'Keep it' },
        confirmProps: { color: 'red' },
        onConfirm: () => void archive({ input }, { done: `“${campaign.name}” is archived.` }),
      }),
  };
}
