import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';

/** Where a Relay connection is being read: the cursors of the pages gone through, the present one last. */
export interface Paging {
  after: string | null;
  page: number;
  forward: (endCursor: string) => void;
  back: () => void;
}

/** Page through a connection; a change of `list`, such as of a filter, starts over. */
export function usePaging(list = ''): Paging {
  const [state, setState] = useState<{ list: string; cursors: string[] }>({ list, cursors: [] });
  const cursors = state.list === list ? state.cursors : [];
  return {
    after: cursors.at(-1) ?? null,
    page: cursors.length + 1,
    forward: (endCursor) => setState({ list, cursors: [...cursors, endCursor] }),
    back: () => setState({ list, cursors: cursors.slice(0, -1) }),
  };
}

interface Props {
  paging: Paging;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** The way to the next page and back; nothing where there is a single page. */
export function Pager({ paging, pageInfo: { hasNextPage, endCursor } }: Props) {
  if (paging.page === 1 && !hasNextPage) return null;
  return (
    <Group justify="flex-end" mt="md" component="nav" aria-label="Pages">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconChevronLeft size={16} />}
        disabled={paging.page === 1}
        onClick={paging.back}
      >
        Back
      </Button>
      <Text size="sm" c="dimmed" aria-live="polite">
        Page {paging.page}
      </Text>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size={16} />}
        disabled={!hasNextPage || !endCursor}
        onClick={() => endCursor && paging.forward(endCursor)}
      >
        Next
      </Button>
    </Group>
  );
}
