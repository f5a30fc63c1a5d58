import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Fields that belong together. */
export function Part({ title, description, children }: { title: string; description?: ReactNode; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="md">
        <div>
          <Text component="h2" fw={600} size="sm" m={0}>
            {title}
          </Text>
          {description && (
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}
