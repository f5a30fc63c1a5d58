import { Paper, Text, useMantineTheme } from '@mantine/core';
import { Bar, BarChart, CartesianGrid, Cell, ErrorBar, ResponsiveContainer, XAxis, YAxis } from 'recharts';

import { useFormats } from '~/components/StoreFacts';

import type { VariantResult } from './ResultsTab';

/** The variants' rates, each with where the true one lies. */
export function RatesChart({ variants }: { variants: VariantResult[] }) {
  const { percent } = useFormats();
  const { colors } = useMantineTheme();
  const data = variants
    .filter(({ rate }) => rate != null)
    .map(({ variant, rate, rateInterval }) => ({
      name: variant === 'CONTROL' ? 'Control' : variant,
      rate: rate!,
      range: [rate! - (rateInterval?.low ?? rate!), (rateInterval?.high ?? rate!) - rate!],
    }));
  if (data.length === 0) return null;
  return (
    <Paper withBorder p="md" component="figure" m={0} aria-label={`Rates: ${data.map(({ name, rate }) => `${name} ${percent(rate)}`).join(', ')}`}>
      <Text size="sm" fw={600} mb="xs" component="figcaption">
        Rate by variant, with 95 % intervals
      </Text>
      <ResponsiveContainer width="100%" height={44 + data.length * 44}>
        <BarChart data={data} layout="vertical" margin={{ left: 8, right: 24 }} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} strokeDasharray="3 3" stroke="var(--mantine-color-default-border)" />
          <XAxis type="number" domain={[0, 'auto']} tickFormatter={(value: number) => percent(value)} stroke="var(--mantine-color-dimmed)" fontSize={12} />
          <YAxis type="category" dataKey="name" width={64} stroke="var(--mantine-color-dimmed)" fontSize={12} />
          <Bar dataKey="rate" barSize={20} radius={4} isAnimationActive={false}>
            {data.map(({ name }) => (
              <Cell key={name} fill={name === 'Control' ? colors.gray[5] : colors.indigo[5]} />
            ))}
            <ErrorBar dataKey="range" direction="x" width={8} strokeWidth={2} stroke="var(--mantine-color-text)" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </Paper>
  );
}
