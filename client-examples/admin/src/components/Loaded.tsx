import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UseQueryResponse } from 'urql';

import { failureText } from './announcements';

interface Props<Data> {
  /** What `useQuery` returned. */
  query: UseQueryResponse<Data, never> | UseQueryResponse<Data>;
  children: (data: Data) => ReactNode;
  /** What stands there until the first answer. */
  skeleton?: ReactNode;
}

/** Show an answer once it is there; until then a skeleton, and after a failure why, with a way to try again. */
export function Loaded<Data>({ query: [{ data, error }, execute], children, skeleton }: Props<Data>) {
  const retry = () => execute({ requestPolicy: 'network-only' });
  if (error && !data) return <Failure text={failureText(error)} retry={retry} />;
  if (!data) return skeleton ?? <Skeletons />;
  return (
    <>
      {error && <Failure text={failureText(error)} retry={retry} />}
      {children(data)}
    </>
  );
}

export function Skeletons({ lines = 5, height = 44 }: { lines?: number; height?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} radius="md" />
      ))}
    </Stack>
  );
}

function Failure({ text, retry }: { text: string; retry: () => void }) {
  return (
    <Alert color="red" icon={<IconPlugConnectedX />} title="This couldn’t be loaded" mb="md">
      <Stack align="flex-start" gap="sm">
        {text}
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}
