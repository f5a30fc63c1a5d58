import { Badge } from '@mantine/core';

export type LifeCycle = 'DRAFT' | 'TEST' | 'LIVE' | 'PAUSED' | 'ARCHIVED';

const COLOURS: Record<LifeCycle, string> = {
  DRAFT: 'gray',
  TEST: 'violet',
  LIVE: 'teal',
  PAUSED: 'yellow',
  ARCHIVED: 'dark',
};

export function StatusBadge({ status }: { status: LifeCycle }) {
  return (
    <Badge variant="light" color={COLOURS[status]} tt="capitalize">
      {status.toLowerCase()}
    </Badge>
  );
}
