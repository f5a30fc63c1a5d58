import { Button, Group, Kbd, Tabs, Text } from '@mantine/core';
import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { IconArrowLeft, IconChartBar, IconDeviceFloppy, IconHistory, IconPencil, IconRocket, IconUserSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, Outlet, useBlocker, useLocation, useNavigate, useOutletContext, useParams } from 'react-router';
import { useQuery } from 'urql';

import { problemsOf } from '~/api/refusals';
import { useChange } from '~/api/useChange';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { StatusBadge } from '~/components/StatusBadge';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CampaignDefinitionInput, OpenCampaignFragment } from '~/gql/graphql';

import { CAMPAIGN_TYPES } from './campaignTypes';
import { CampaignFormProvider, useNewCampaignForm, type CampaignValues } from './form/campaignForm';
import { Problems } from './form/Problems';
import { CampaignMenu } from './life/CampaignMenu';
import { openPublishing } from './life/PublishDialog';
import { leaveUnsaved } from './life/leaveUnsaved';

graphql(`
  fragment OpenCampaign on Campaign {
    ...CampaignLife
    createdAt
    updatedAt
    publishedAt
    draft {
      asInput
    }
    publishingProblems {
      path
      code
      message
    }
    warnings {
      path
      code
      message
    }
  }
`);

const CAMPAIGN = graphql(`
  query OpenCampaign($id: ID!) {
    campaign(id: $id) {
      ...OpenCampaign
    }
  }
`);

const UPDATE = graphql(`
  mutation UpdateCampaign($id: ID!, $revision: Int!, $name: String!, $definition: CampaignDefinitionInput!) {
    updateCampaign(input: { id: $id, revision: $revision, name: $name, definition: $definition }) {
      __typename
      ... on CampaignChanged {
        campaign {
          ...OpenCampaign
        }
      }
      ...Refusal
    }
  }
`);

export function Component() {
  const { id = '' } = useParams();
  const campaign = useQuery({ query: CAMPAIGN, variables: { id } });
  return (
    <Loaded query={campaign}>
      {({ campaign: found }) =>
        found ? <OpenCampaign key={found.id} campaign={found} /> : <EmptyState icon={IconPencil} title="There is no such campaign" />
      }
    </Loaded>
  );
}

export function useOpenCampaign(): OpenCampaignFragment {
  return useOutletContext<OpenCampaignFragment>();
}

function valuesOf(campaign: OpenCampaignFragment): CampaignValues {
  return { name: campaign.name, definition: campaign.draft.asInput as CampaignDefinitionInput };
}

function OpenCampaign({ campaign }: { campaign: OpenCampaignFragment }) {
  const form = useNewCampaignForm({
    mode: 'controlled',
    initialValues: valuesOf(campaign),
    // Taking over what the server made of the draft would else take away what is wrong with it.
    clearInputErrorOnChange: false,
  });
  const [update, isSaving] = useChange(UPDATE);
  const { moment } = useFormats();
  const isDirty = form.isDirty();
  const canBeChanged = campaign.status !== 'ARCHIVED';

  // What the server made of it, or what others changed, replaces only what nobody is working on.
  useEffect(() => {
    if (form.isDirty()) return;
    const values = valuesOf(campaign);
    form.setValues(values);
    form.resetDirty(values);
  }, [campaign.revision]);

  const save = async (): Promise<OpenCampaignFragment | undefined> => {
    const { name, definition } = form.values;
    form.clearErrors();
    const done = await update(
      { id: campaign.id, revision: campaign.revision, name, definition },
      {
        done: 'The draft is saved.',
        shown: (refusal) => {
          form.setErrors(Object.fromEntries(problemsOf(refusal).map(({ path, message }) => [path.join('.'), message])));
          return refusal.__typename === 'InvalidInput';
        },
      },
    );
    if (!done) return undefined;
    form.resetDirty({ name, definition });
    return done.campaign;
  };
  const publish = async () => {
    const saved = isDirty ? await save() : campaign;
    if (!saved) return;
    form.setErrors(Object.fromEntries(saved.publishingProblems.map(({ path, message }) => [path.join('.'), message])));
    if (saved.publishingProblems.length === 0) openPublishing(saved);
  };

  useHotkeys([['mod+S', () => void (isDirty && save())]], [], true);
  useLeaving(isDirty);

  const { label } = CAMPAIGN_TYPES[campaign.type];
  return (
    <CampaignFormProvider form={form}>
      <Button component={Link} to="/campaigns" variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={14} />} mb="xs" ml={-8}>
        Campaigns
      </Button>
      <PageHeader
        title={form.values.name || campaign.name}
        description={
          <Group gap="xs" component="span">
            <StatusBadge status={campaign.status} />
            {label}
            {campaign.liveVersion > 0 && ` · version ${campaign.liveVersion}, published ${moment(campaign.publishedAt)}`}
            {isDirty && (
              <Text span c="var(--mantine-color-text)" size="sm" fw={600}>
                ● Not saved yet
              </Text>
            )}
          </Group>
        }
        actions={
          <>
            {canBeChanged && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconDeviceFloppy size={18} />}
                  rightSection={<Kbd size="xs">Ctrl S</Kbd>}
                  onClick={() => void save()}
                  loading={isSaving}
                  disabled={!isDirty}
                >
                  Save
                </Button>
                <Button leftSection={<IconRocket size={18} />} onClick={() => void publish()}>
                  Publish …
                </Button>
              </>
            )}
            <CampaignMenu campaign={campaign} isOpen />
          </>
        }
      />
      <PageTabs id={campaign.id} />
      <Problems warnings={isDirty ? [] : campaign.warnings} />
      <Outlet context={campaign} />
    </CampaignFormProvider>
  );
}

/** Ask before what isn't saved is lost: within the UI, and when the tab is closed. */
function useLeaving(isDirty: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && campaignIn(currentLocation.pathname) !== campaignIn(nextLocation.pathname),
  );
  useEffect(() => {
    if (blocker.state === 'blocked') leaveUnsaved(blocker.proceed, blocker.reset);
  }, [blocker]);
  useWindowEvent('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
}

function campaignIn(pathname: string): string | undefined {
  return /^\/campaigns\/([^/]+)/.exec(pathname)?.[1];
}

const TABS = [
  { name: 'edit', label: 'Edit', icon: IconPencil },
  { name: 'results', label: 'Results', icon: IconChartBar },
  { name: 'versions', label: 'Versions', icon: IconHistory },
  { name: 'visitor', label: 'Check a visitor', icon: IconUserSearch },
];

function PageTabs({ id }: { id: string }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const open = pathname.split('/')[3] ?? 'edit';
  return (
    <Tabs value={open} onChange={(name) => void navigate(`/campaigns/${id}${name === 'edit' ? '' : `/${name}`}`)} mb="md">
      <Tabs.List aria-label="Campaign">
        {TABS.map(({ name, label, icon: Picture }) => (
          <Tabs.Tab key={name} value={name} leftSection={<Picture size={16} />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
