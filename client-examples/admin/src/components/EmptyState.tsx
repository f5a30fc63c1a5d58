import { Center, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: Icon;
  title: string;
  children?: ReactNode;
  /** What to do about it. */
  action?: ReactNode;
}

/** What stands in the place of a list that has nothing in it. */
export function EmptyState({ icon: Picture, title, children, action }: Props) {
  return (
    <Paper withBorder p="xl">
      <Center>
        <Stack align="center" gap="xs" maw="46ch" ta="center">
          <ThemeIcon size={48} radius="xl" variant="light">
            <Picture size={26} stroke={1.6} />
          </ThemeIcon>
          <Text fw={600}>{title}</Text>
          {children && <Text c="dimmed" size="sm">{children}</Text>}
          {action}
        </Stack>
      </Center>
    </Paper>
  );
}
