import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';

import { RuleNodes } from './RuleNodes';
import type { Explanation } from './useExplanation';

interface Props {
  visitorId: string;
  onVisitor: (visitorId: string) => void;
  explanation: Explanation | undefined;
  failure: string | undefined;
}

/** Why one visitor is in or out. */
export function ExplanationPanel({ visitorId, onVisitor, explanation, failure }: Props) {
  const [typed, setTyped] = useState(visitorId);
  useEffect(() => setTyped(visitorId), [visitorId]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onVisitor(typed.trim());
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit}>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput label="Visitor" placeholder="Visitor id" flex={1} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <Button type="submit" variant="light">
            Explain
          </Button>
          {visitorId && (
            <Button variant="subtle" onClick={() => onVisitor('')}>
              Clear
            </Button>
          )}
        </Group>
      </form>
      {failure && <Alert color="red">{failure}</Alert>}
      {explanation && (
        <Stack gap="xs" aria-live="polite">
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {visitorId}
            </Text>
            <Badge variant="light" color={explanation.holds ? 'teal' : 'red'}>
              {explanation.holds ? 'is in' : 'is not in'}
            </Badge>
          </Group>
          <RuleNodes nodes={explanation.nodes} />
        </Stack>
      )}
    </Stack>
  );
}
