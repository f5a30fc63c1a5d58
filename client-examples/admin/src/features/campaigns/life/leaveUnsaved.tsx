import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

export function leaveUnsaved(leave: () => void, stay: () => void): void {
  modals.openConfirmModal({
    title: 'Leave without saving?',
    children: <Text size="sm">What you changed in the draft since the last time you saved it will be lost.</Text>,
    labels: { confirm: 'Leave', cancel: 'Stay here' },
    confirmProps: { color: 'red' },
    onConfirm: leave,
    onCancel: stay,
    onClose: stay,
  });
}
