import { Anchor, Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface Props {
  title: string;
  /** Where all of them are. */
  all: string;
  isEmpty: boolean;
  children: ReactNode;
}

/** The newest of something, with the way to all of it. */
export function Latest({ title, all, isEmpty, children }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs">
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Anchor component={Link} to={all} size="sm">
          See all
        </Anchor>
      </Group>
      {isEmpty ? (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      ) : (
        children
      )}
    </Paper>
  );
}
