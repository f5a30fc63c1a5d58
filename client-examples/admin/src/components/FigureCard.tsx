import { Card, Text } from '@mantine/core';

interface Props {
  label: string;
  value: string;
  /** How large the figure is where there is room for it, in pixels. */
  size: number;
}

/** A figure on a card of its own. Where the window is narrow it becomes smaller, so that millions fit. */
export function FigureCard({ label, value, size }: Props) {
  return (
    <Card padding="sm">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={`clamp(1rem, 5vw, ${size / 16}rem)`} fw={700} lh={1.3} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </Card>
  );
}
