import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  /** Buttons, at the far side. */
  actions?: ReactNode;
}

/** The top of every page; also names the browser's tab. */
export function PageHeader({ title, description, actions }: Props) {
  useDocumentTitle(`${title} · Segue`);
  const heading = useRef<HTMLHeadingElement>(null);
  // A page that had to load first left the focus waiting on what is around it.
  useEffect(() => {
    if (document.activeElement?.id === 'main') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <Stack gap={4} style={{ flex: '1 1 20rem' }}>
        <Title ref={heading} order={1} size="h2" tabIndex={-1} data-page-title>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" maw="70ch">
            {description}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
