import { Alert, Badge, Button, Code, Group, Modal, SegmentedControl, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { CopiedText } from '~/components/CopiedText';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { ScrollingTable } from '~/components/ScrollingTable';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { ApiKeysQuery, KeyKind } from '~/gql/graphql';

const API_KEYS = graphql(`
  query ApiKeys {
    apiKeys {
      id
      kind
      name
      beginsWith
      createdAt
      revokedAt
    }
  }
`);

const CREATE_KEY = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on ApiKeyCreated {
        text
        apiKey {
          id
        }
      }
      ...Refusal
    }
  }
`);

const REVOKE_KEY = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      __typename
      ... on ApiKeyRevoked {
        apiKey {
          id
          revokedAt
        }
      }
      ...Refusal
    }
  }
`);

const KINDS: { value: KeyKind; label: string }[] = [
  { value: 'PUBLISHABLE', label: 'Publishable, for storefronts' },
  { value: 'SECRET', label: 'Secret, for servers and this page' },
];

export function Component() {
  const keys = useQuery({ query: API_KEYS });
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <PageHeader
        title="API keys"
        description="What storefronts and servers sign in with. A key’s text is shown once, when it is made."
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={open}>
            New key
          </Button>
        }
      />
      <Loaded query={keys}>
        {({ apiKeys }) => (
          <ScrollingTable label="API keys" columns={['Name', 'Kind', 'Begins with', 'Made', 'State', 'Actions']}>
            {apiKeys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ScrollingTable>
        )}
      </Loaded>
      <Modal opened={isOpen} onClose={close} title="New key">
        <NewKey onDone={close} />
      </Modal>
    </>
  );
}

function KeyRow({ apiKey: { id, name, kind, beginsWith, createdAt, revokedAt } }: { apiKey: ApiKeysQuery['apiKeys'][number] }) {
  const [revoke, isRevoking] = useChange(REVOKE_KEY);
  const { moment } = useFormats();
  const confirm = () =>
    modals.openConfirmModal({
      title: `Revoke “${name}”?`,
      children: <Text size="sm">It lets nobody in any more from now on, for good. It may be the key that you signed in with.</Text>,
      labels: { confirm: 'Revoke', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => void revoke({ input: { id } }, { done: `“${name}” is revoked` }),
    });
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td>{kind === 'SECRET' ? 'secret' : 'publishable'}</Table.Td>
      <Table.Td>
        <Code>{beginsWith}…</Code>
      </Table.Td>
      <Table.Td>{moment(createdAt)}</Table.Td>
      <Table.Td>
        {revokedAt ? (
          <Badge variant="light" color="gray">
            revoked {moment(revokedAt)}
          </Badge>
        ) : (
          <Badge variant="light" color="teal">
            in use
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        {!revokedAt && (
          <Button size="compact-sm" variant="subtle" color="red" leftSection={<IconBan size={14} />} loading={isRevoking} onClick={confirm}>
            Revoke
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function NewKey({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KeyKind>('PUBLISHABLE');
  const [text, setText] = useState<string>();
  const [create, isCreating] = useChange(CREATE_KEY);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const created = await create({ input: { kind, name: name.trim() } });
    setText(created?.text);
  };
  if (text) return <ShownOnce text={text} onDone={onDone} />;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <TextInput label="What it is for" required maxLength={200} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <SegmentedControl aria-label="Kind" orientation="vertical" data={KINDS} value={kind} onChange={(chosen) => setKind(chosen as KeyKind)} />
        <Group justify="flex-end">
          <Button type="submit" loading={isCreating} disabled={!name.trim()}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ShownOnce({ text, onDone }: { text: string; onDone: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" title="Copy it now">
        This is the only time that the key is shown.
      </Alert>
      <CopiedText text={text} label="The key" />
      <Group justify="flex-end">
        <Button onClick={onDone}>I have it</Button>
      </Group>
    </Stack>
  );
}
