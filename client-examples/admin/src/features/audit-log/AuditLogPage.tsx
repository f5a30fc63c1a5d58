import { Anchor, Button, Card, Collapse, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';

import { Changes } from '~/components/Changes';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { Pager, usePaging } from '~/components/Pager';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { AuditLogQuery, AuditTarget } from '~/gql/graphql';

const AUDIT_LOG = graphql(`
  query AuditLog($target: AuditTarget, $targetId: ID, $after: String) {
    auditLog(target: $target, targetId: $targetId, first: 20, after: $after) {
      edges {
        node {
          id
          at
          actor
          user
          action
          target
          targetId
          revision
          changes {
            path
            before
            after
            isAdded
            isRemoved
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

const TARGETS: Record<AuditTarget, { label: string; path?: string }> = {
  CAMPAIGN: { label: 'Campaigns', path: '/campaigns' },
  SEGMENT: { label: 'Segments', path: '/segments' },
  SMART_SEGMENTS: { label: 'Smart segments' },
  STORE: { label: 'Settings' },
  COUPON_POOL: { label: 'Coupons' },
  SUPPRESSION: { label: 'Suppressions' },
  TEST_TOKEN: { label: 'Test tokens' },
  API_KEY: { label: 'API keys' },
};

export function Component() {
  const [target, setTarget] = useState<AuditTarget | ''>('');
  const [typedId, setTypedId] = useState('');
  const [targetId] = useDebouncedValue(typedId.trim(), 250);
  const paging = usePaging(`${target} ${targetId}`);
  const log = useQuery({
    query: AUDIT_LOG,
    variables: { target: target || null, targetId: targetId || null, after: paging.after },
  });
  return (
    <>
      <PageHeader title="Audit log" description="Who changed what, and when, newest first." />
      <Card mb="lg" padding="md">
        <Group>
          <NativeSelect
            label="Kind of thing"
            value={target}
            data={[{ value: '', label: 'Anything' }, ...Object.entries(TARGETS).map(([value, { label }]) => ({ value, label }))]}
            onChange={(event) => setTarget(event.currentTarget.value as AuditTarget | '')}
          />
          <TextInput label="Its id or key" w={260} value={typedId} onChange={(event) => setTypedId(event.currentTarget.value)} />
        </Group>
      </Card>
      <Loaded query={log}>
        {({ auditLog: { edges, pageInfo } }) =>
          edges.length === 0 ? (
            <EmptyState icon={IconHistory} title="Nothing was changed" />
          ) : (
            <>
              <Stack gap="sm">
                {edges.map(({ node }) => (
                  <Entry key={node.id} entry={node} />
                ))}
              </Stack>
              <Pager paging={paging} pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Entry({ entry }: { entry: AuditLogQuery['auditLog']['edges'][number]['node'] }) {
  const [isOpen, { toggle }] = useDisclosure();
  const { moment } = useFormats();
  const { at, actor, user, action, target, targetId, revision, changes } = entry;
  const { path } = TARGETS[target];
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <Card component="article" padding="sm" aria-label={`${inWords(action)} ${targetId}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {inWords(action)}
            </Text>
            {path ? (
              <Anchor component={Link} to={`${path}/${targetId}`} size="sm">
                {targetId}
              </Anchor>
            ) : (
              <Text size="sm">{targetId}</Text>
            )}
            {revision && (
              <Text size="xs" c="dimmed">
                revision {revision}
              </Text>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {moment(at)} · {user ? `${user}, by the key “${actor}”` : `by the key “${actor}”`}
          </Text>
        </div>
        {changes.length > 0 && (
          <Button size="compact-sm" variant="subtle" flex="none" aria-expanded={isOpen} rightSection={<Chevron size={14} />} onClick={toggle}>
            {changes.length === 1 ? '1 difference' : `${changes.length} differences`}
          </Button>
        )}
      </Group>
      <Collapse expanded={isOpen}>
        <Stack pt="sm">
          <Changes changes={changes} />
        </Stack>
      </Collapse>
    </Card>
  );
}

/** `publishCampaign` as `Publish campaign`. */
function inWords(action: string): string {
  const words = action.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
