import { Alert, Anchor, Box, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';

import { useFormats } from '~/components/StoreFacts';

import type { Audience } from './useAudience';

interface Props {
  audience: Audience;
  /** Called with a visitor of the sample; without it, they link to the visitor's page. */
  onPick?: (visitorId: string) => void;
}

/** Whom a rule finds right now, as it is being written. */
export function AudiencePanel({ audience: { preview, isStale, isComplete, failure }, onPick }: Props) {
  const { number, percent, wholeMoney } = useFormats();
  return (
    <Stack gap="sm">
      <Box aria-live="polite" aria-busy={isStale} style={{ opacity: isStale ? 0.55 : 1, transition: 'opacity 120ms' }}>
        <Group gap="xs" align="baseline">
          <Text fz={36} fw={700} lh={1.1} data-testid="audience-count">
            {preview ? number(preview.count) : '–'}
          </Text>
          <Text c="dimmed" size="sm">
            {preview ? `of ${number(preview.visitors)} visitors, ${percent(preview.share)}` : 'visitors'}
          </Text>
          {isStale && isComplete && <Loader size={14} aria-hidden />}
        </Group>
        {preview && !preview.isExact && (
          <Text size="xs" c="dimmed">
            An estimate: {number(preview.low)} to {number(preview.high)} with 95 % confidence
          </Text>
        )}
      </Box>
      {preview && <Progress value={preview.share * 100} aria-label="Share of all visitors" />}
      {!isComplete && (
        <Text size="sm" c="dimmed">
          Fill in what is missing to see who is found.
        </Text>
      )}
      {failure && <Alert color="red">{failure}</Alert>}
      {preview && (
        <Text size="sm">
          {number(preview.orders.count)} orders in all, {wholeMoney(preview.orders.revenue)}
        </Text>
      )}
      {preview && preview.sample.length > 0 && (
        <Box>
          <Text size="xs" c="dimmed" mb={4}>
            {onPick ? 'Some of them: choose one to see why' : 'Some of them'}
          </Text>
          <Group gap="xs">
            {preview.sample.map((id) =>
              onPick ? (
                <Anchor key={id} component="button" type="button" size="sm" onClick={() => onPick(id)}>
                  {id}
                </Anchor>
              ) : (
                <Anchor key={id} component={Link} to={`/visitors/${encodeURIComponent(id)}`} size="sm">
                  {id}
                </Anchor>
              ),
            )}
          </Group>
        </Box>
      )}
    </Stack>
  );
}
