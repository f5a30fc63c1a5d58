import { Badge, Code, Group, Stack, Text } from '@mantine/core';

export interface ChangeParts {
  path: string[];
  before?: unknown;
  after?: unknown;
  isAdded: boolean;
  isRemoved: boolean;
}

/** Differences between two states of a thing, one line each: where, what it was, what it is. */
export function Changes({ changes }: { changes: ChangeParts[] }) {
  if (changes.length === 0) return <Text c="dimmed">No differences.</Text>;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {changes.map((change) => (
        <li key={change.path.join('/')}>
          <Group gap="xs" align="baseline">
            <Text size="sm" fw={600}>
              {change.path.join(' › ')}
            </Text>
            {change.isAdded && <Badge color="teal" size="sm" variant="light">added</Badge>}
            {change.isRemoved && <Badge color="red" size="sm" variant="light">removed</Badge>}
          </Group>
          {!change.isAdded && <State label="was" value={change.before} colour="red" />}
          {!change.isRemoved && <State label="is" value={change.after} colour="teal" />}
        </li>
      ))}
    </Stack>
  );
}

function State({ label, value, colour }: { label: string; value: unknown; colour: string }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return (
    <Group gap="xs" align="baseline" wrap="nowrap">
      <Text size="xs" c="dimmed" w={24} ta="right">
        {label}
      </Text>
      <Code color={`var(--mantine-color-${colour}-light)`} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
    </Group>
  );
}
