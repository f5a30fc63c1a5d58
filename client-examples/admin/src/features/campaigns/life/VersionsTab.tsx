import { Badge, Button, Collapse, Group, Modal, Paper, Stack, Text, Timeline } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconEye, IconFlask, IconRocket } from '@tabler/icons-react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { Changes } from '~/components/Changes';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignDefinitionInput, CampaignVersionsQuery } from '~/gql/graphql';

import { useOpenCampaign } from '../CampaignPage';
import { placeInWords } from '../form/wording';
import { Preview } from '../preview/Preview';

const VERSIONS = graphql(`
  query CampaignVersions($id: ID!) {
    campaign(id: $id) {
      id
      versions {
        version
        isTest
        restores
        publishedAt
        publishedBy
        definition {
          asInput
        }
        changes {
          path
          before
          after
          isAdded
          isRemoved
        }
      }
    }
  }
`);

const ROLL_BACK = graphql(`
  mutation RollBackCampaign($input: RollBackCampaignInput!) {
    rollBackCampaign(input: $input) {
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

type Version = NonNullable<CampaignVersionsQuery['campaign']>['versions'][number];

/** Everything that was published, newest first; any of it can be brought back. */
export function Component() {
  const campaign = useOpenCampaign();
  const versions = useQuery({ query: VERSIONS, variables: { id: campaign.id } });
  return (
    <Loaded query={versions}>
      {({ campaign: found }) =>
        found?.versions.length ? (
          <Timeline bulletSize={28} lineWidth={2} active={found.versions.length}>
            {found.versions.map((version) => (
              <Timeline.Item key={version.version} bullet={version.isTest ? <IconFlask size={16} /> : <IconRocket size={16} />}>
                <VersionEntry version={version} />
              </Timeline.Item>
            ))}
          </Timeline>
        ) : (
          <EmptyState icon={IconRocket} title="Nothing published yet">
            Each publishing makes a version that never changes again.
          </EmptyState>
        )
      }
    </Loaded>
  );
}

function VersionEntry({ version }: { version: Version }) {
  const campaign = useOpenCampaign();
  const { moment } = useFormats();
  const [isUnfolded, { toggle }] = useDisclosure();
  const [isSeen, { open, close }] = useDisclosure();
  const [rollBack, isUnderWay] = useChange(ROLL_BACK);
  const isLive = version.version === campaign.liveVersion && campaign.status === 'LIVE';
  const canBeBroughtBack = !version.isTest && version.version !== campaign.liveVersion && campaign.status !== 'ARCHIVED';
  const isFirst = version.changes.every(({ isAdded }) => isAdded);
  const bringBack = () =>
    modals.openConfirmModal({
      title: `Bring version ${version.version} back?`,
      children: <Text size="sm">What it holds is published as the next version. The draft stays as it is.</Text>,
      labels: { confirm: 'Bring it back', cancel: 'Leave it' },
      onConfirm: () =>
        void rollBack(
          { input: { id: campaign.id, revision: campaign.revision, version: version.version } },
          { done: `Version ${version.version} is live again.` },
        ),
    });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Text fw={600} size="sm">
            Version {version.version}
          </Text>
          {isLive && <Badge color="teal" variant="light">live</Badge>}
          {version.isTest && <Badge color="violet" variant="light">for testers</Badge>}
          {version.restores != null && <Badge variant="light">brings back version {version.restores}</Badge>}
          <Text size="sm" c="dimmed">
            {moment(version.publishedAt)}
            {version.publishedBy && ` by ${version.publishedBy}`}
          </Text>
        </Group>
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconEye size={14} />} onClick={open}>
            See it
          </Button>
          {canBeBroughtBack && (
            <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={14} />} onClick={bringBack} loading={isUnderWay}>
              Bring back
            </Button>
          )}
        </Group>
      </Group>
      {isFirst ? (
        <Text size="sm" mt="xs">
          The first version.
        </Text>
      ) : (
        <>
          <Button size="compact-sm" variant="subtle" mt="xs" ml={-8} onClick={toggle} aria-expanded={isUnfolded}>
            {version.changes.length} {version.changes.length === 1 ? 'change' : 'changes'}
          </Button>
          <Collapse expanded={isUnfolded}>
            <Changes changes={version.changes.map((change) => ({ ...change, path: placeInWords(change.path) }))} />
          </Collapse>
        </>
      )}
      <Modal opened={isSeen} onClose={close} size="xl" title={`Version ${version.version}`}>
        <VersionPreviews definition={version.definition.asInput as CampaignDefinitionInput} />
      </Modal>
    </Paper>
  );
}

function VersionPreviews({ definition }: { definition: CampaignDefinitionInput }) {
  return (
    <Stack>
      {definition.variants.map((variant) => {
        const translation = variant.translations[0];
        return (
          translation && (
            <div key={variant.key}>
              <Text fw={600} size="sm" mb={4}>
                Variant {variant.key}
              </Text>
              <Preview content={translation.content} display={variant.display ?? definition.display} locale={translation.locale} />
            </div>
          )
        );
      })}
    </Stack>
  );
}
