import { Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import type { CombinedError } from 'urql';

import type { Refusal } from '~/api/refusals';

import { Changes } from './Changes';

export function failureText(error: CombinedError | undefined): string {
  if (!error) return 'The server sent no answer.';
  if (error.networkError) return 'The server can’t be reached. Check the connection and try again.';
  return error.graphQLErrors.map(({ message }) => message).join(' ');
}

export function announceFailure(error: CombinedError | undefined): void {
  notifications.show({ title: 'That didn’t work', message: failureText(error), color: 'red' });
}

/** Say why a change was refused; of a stale revision, what others changed in the meantime. */
export function announceRefusal(refusal: Refusal): void {
  if (refusal.__typename === 'StaleRevision') {
    announceStaleRevision(refusal);
    return;
  }
  const problems = refusal.__typename === 'InvalidInput' ? refusal.problems : [];
  notifications.show({
    title: refusal.message,
    message: problems.map(({ path, message }) => `${path.join(' › ')}: ${message}`).join('\n'),
    color: 'red',
    autoClose: 12_000,
    style: { whiteSpace: 'pre-line' },
  });
}

function announceStaleRevision(refusal: Extract<Refusal, { __typename: 'StaleRevision' }>): void {
  modals.openConfirmModal({
    title: 'Somebody changed this in the meantime',
    size: 'lg',
    children: (
      <Stack>
        <Text>
          You read revision {refusal.givenRevision}; it is at {refusal.currentRevision} now. Nothing of
          yours was saved. What changed since:
        </Text>
        <Changes changes={refusal.changesSince} />
      </Stack>
    ),
    labels: { confirm: 'Load what is there now', cancel: 'Keep my draft on screen' },
    onConfirm: () => window.location.reload(),
  });
}
