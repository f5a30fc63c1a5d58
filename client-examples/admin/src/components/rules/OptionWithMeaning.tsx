import { Text } from '@mantine/core';

/** An option of a list, with what it stands for below it. */
export function OptionWithMeaning({ label, meaning }: { label: string; meaning: string }) {
  return (
    <div>
      <Text size="sm">{label}</Text>
      {meaning && (
        <Text size="xs" c="dimmed">
          {meaning}
        </Text>
      )}
    </div>
  );
}
