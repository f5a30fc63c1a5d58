import { Anchor, Button, Card, Group, List, Menu, Tabs, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { IconArchive, IconChevronDown, IconFilterOff, IconPlayerPause, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { AudienceSize } from '~/components/rules/AudienceSize';
import { isComplete } from '~/components/rules/completeness';
import { readRule, writeRule } from '~/components/rules/json';
import { RuleWords } from '~/components/rules/RuleWords';
import { SegmentMembers } from '~/components/SegmentMembers';
import { StatusBadge } from '~/components/StatusBadge';
import { graphql } from '~/gql';
import type { RuleInput, SegmentPageQuery } from '~/gql/graphql';

import { SegmentBuilder, type SegmentDraft } from './SegmentBuilder';

const SEGMENT = graphql(`
  query SegmentPage($key: String!) {
    segment(key: $key) {
      key
      name
      description
      status
      revision
      draftRule
      liveRule
      usedBy {
        segments
        campaigns {
          id
          name
        }
      }
    }
  }
`);

const UPDATE_SEGMENT = graphql(`
  mutation UpdateSegment($input: UpdateSegmentInput!) {
    updateSegment(input: $input) {
      __typename
      ... on SegmentChanged {
        segment {
          key
          name
          description
          status
          revision
          draftRule
          liveRule
        }
      }
      ...Refusal
    }
  }
`);

const PUBLISH_SEGMENT = graphql(`
  mutation PublishSegment($input: SegmentRevisionInput!) {
    publishSegment(input: $input) {
      __typename
      ... on SegmentChanged {
        segment {
          key
          status
          revision
          liveRule
        }
      }
      ...Refusal
    }
  }
`);

const PAUSE_SEGMENT = graphql(`
  mutation PauseSegment($input: SegmentRevisionInput!) {
    pauseSegment(input: $input) {
      __typename
      ... on SegmentChanged {
        segment {
          key
          status
          revision
        }
      }
      ...Refusal
    }
  }
`);

const ARCHIVE_SEGMENT = graphql(`
  mutation ArchiveSegment($input: SegmentRevisionInput!) {
    archiveSegment(input: $input) {
      __typename
      ... on SegmentChanged {
        segment {
          key
          status
          revision
        }
      }
      ...Refusal
    }
  }
`);

type Segment = NonNullable<SegmentPageQuery['segment']>;

export function Component() {
  const { key = '' } = useParams();
  const segment = useQuery({ query: SEGMENT, variables: { key } });
  return (
    <Loaded query={segment}>
      {(data) =>
        data.segment ? (
          <SegmentEditor key={data.segment.key} segment={data.segment} />
        ) : (
          <>
            <PageHeader title="Segment" />
            <EmptyState icon={IconFilterOff} title={`There is no segment “${key}”`} />
          </>
        )
      }
    </Loaded>
  );
}

function draftOf({ key, name, description, draftRule }: Segment): SegmentDraft {
  return { key, name, description, rule: readRule(draftRule) };
}

function SegmentEditor({ segment }: { segment: Segment }) {
  const [draft, setDraft] = useState(() => draftOf(segment));
  const [isChanged, setChanged] = useState(false);
  const [update, isUpdating] = useChange(UPDATE_SEGMENT);
  const { key, revision, status } = segment;
  const canSave = isChanged && status !== 'ARCHIVED' && Boolean(draft.name) && isComplete(draft.rule);

  const edit = (next: SegmentDraft) => {
    setDraft(next);
    setChanged(true);
  };
  const save = async () => {
    const { name, description, rule } = draft;
    const saved = await update({ input: { key, revision, name, description, rule: writeRule(rule).rule } }, { done: 'The draft is saved' });
    if (saved) setChanged(false);
  };
  useHotkeys([['mod+S', () => canSave && void save()]], []);

  return (
    <>
      <PageHeader
        title={segment.name}
        description={segment.description || undefined}
        actions={
          <>
            <StatusBadge status={status} />
            <Button variant="default" disabled={!canSave} loading={isUpdating} onClick={() => void save()}>
              Save draft
            </Button>
            <LifeCycleActions segment={segment} isChanged={isChanged} />
          </>
        }
      />
      <Tabs defaultValue="rule" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="rule">Rule</Tabs.Tab>
          <Tabs.Tab value="members">Members</Tabs.Tab>
          <Tabs.Tab value="use">Where it is used</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rule">
          <SegmentBuilder draft={draft} onChange={edit} />
        </Tabs.Panel>
        <Tabs.Panel value="members">
          {status === 'LIVE' ? (
            <SegmentMembers segment={key} />
          ) : (
            <EmptyState icon={IconFilterOff} title="Nobody is in it">
              Publish the segment to have visitors be in it.
            </EmptyState>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="use">
          <Uses uses={segment.usedBy} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function LifeCycleActions({ segment, isChanged }: { segment: Segment; isChanged: boolean }) {
  const [publish, isPublishing] = useChange(PUBLISH_SEGMENT);
  const [pause] = useChange(PAUSE_SEGMENT);
  const [archive] = useChange(ARCHIVE_SEGMENT);
  const { key, revision, status, name, draftRule, liveRule } = segment;
  const input = { key, revision };
  if (status === 'ARCHIVED') return null;

  const confirmPublishing = () =>
    modals.openConfirmModal({
      title: `Publish “${name}”?`,
      size: 'lg',
      children: (
        <>
          {liveRule !== null && <RuleState label="Until now" rule={liveRule as RuleInput} />}
          <RuleState label="From the next query on" rule={draftRule as RuleInput} />
        </>
      ),
      labels: { confirm: 'Publish', cancel: 'Cancel' },
      onConfirm: () => void publish({ input }, { done: `“${name}” is live` }),
    });
  const confirmArchiving = () =>
    modals.openConfirmModal({
      title: `Archive “${name}”?`,
      children: <Text>That is for good. It is refused while something live uses the segment.</Text>,
      labels: { confirm: 'Archive', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => void archive({ input }, { done: `“${name}” is archived` }),
    });

  return (
    <Group gap={4}>
      <Button leftSection={<IconUpload size={16} />} disabled={isChanged} loading={isPublishing} onClick={confirmPublishing}>
        Publish
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label="More for this segment">
            <IconChevronDown size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {status === 'LIVE' && (
            <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => void pause({ input }, { done: `“${name}” is paused` })}>
              Pause
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconArchive size={16} />} onClick={confirmArchiving}>
            Archive
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function RuleState({ label, rule }: { label: string; rule: RuleInput }) {
  return (
    <Card mb="sm" padding="sm">
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <AudienceSize rule={rule} />
      </Group>
      <RuleWords rule={rule} />
    </Card>
  );
}

function Uses({ uses: { segments, campaigns } }: { uses: Segment['usedBy'] }) {
  if (segments.length + campaigns.length === 0) {
    return <Text c="dimmed">Nothing live uses it, so it can be archived.</Text>;
  }
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        What is live and uses it
      </Title>
      <List>
        {campaigns.map(({ id, name }) => (
          <List.Item key={id}>
            <Anchor component={Link} to={`/campaigns/${id}`}>
              {name}
            </Anchor>{' '}
            (campaign)
          </List.Item>
        ))}
        {segments.map((key) => (
          <List.Item key={key}>
            <Anchor component={Link} to={`/segments/${key}`}>
              {key}
            </Anchor>{' '}
            (segment)
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
