import { Group, Text } from '@mantine/core';

export function Logo() {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
        <path
          d="M21 11.500c-1.500-2-4-2.500-6-2-3 .8-3.500 4 -.5 5.500l3 1.500c3 1.500 2.500 5-.8 5.700-2.200.5-4.700-.2-6.200-2.200"
          fill="none"
          stroke="white"
          strokeWidth="2.800"
          strokeLinecap="round"
        />
      </svg>
      <Text fw={700} size="lg" lts="-0.02em">
        Segue
      </Text>
    </Group>
  );
}
