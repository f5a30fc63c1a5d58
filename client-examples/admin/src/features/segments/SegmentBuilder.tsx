import { Card, Grid, SimpleGrid, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';

import { AudiencePanel } from '~/components/rules/AudiencePanel';
import type { Group } from '~/components/rules/draft';
import { ExplanationPanel } from '~/components/rules/ExplanationPanel';
import { RuleEditor } from '~/components/rules/RuleEditor';
import { useAudience } from '~/components/rules/useAudience';
import { useExplanation } from '~/components/rules/useExplanation';

export interface SegmentDraft {
  key: string;
  name: string;
  description: string;
  rule: Group;
}

interface Props {
  draft: SegmentDraft;
  onChange: (draft: SegmentDraft) => void;
  /** A new segment's key can still be chosen. */
  isNew?: boolean;
  /** What the server refused, by field. */
  errors?: Partial<Record<'key' | 'name' | 'description', string>>;
  children?: ReactNode;
}

/** Name, rule, live audience and the explanation of one visitor. */
export function SegmentBuilder({ draft, onChange, isNew = false, errors = {}, children }: Props) {
  const [visitorId, setVisitorId] = useState('');
  const audience = useAudience(draft.rule);
  const { explanation, verdicts, failure } = useExplanation(draft.rule, visitorId);
  const rename = (name: string) => {
    const follows = isNew && draft.key === keyFor(draft.name);
    onChange({ ...draft, name, key: follows ? keyFor(name) : draft.key });
  };
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Card mb="lg">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label="Name" required maxLength={200} value={draft.name} error={errors.name} onChange={(event) => rename(event.currentTarget.value)} />
            <TextInput
              label="Key"
              description={isNew ? undefined : 'What rules call it; it never changes'}
              required
              maxLength={64}
              readOnly={!isNew}
              value={draft.key}
              error={errors.key}
              onChange={(event) => onChange({ ...draft, key: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Textarea
            mt="sm"
            label="Why it is there"
            autosize
            minRows={1}
            value={draft.description}
            error={errors.description}
            onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })}
          />
        </Card>
        <Card>
          <Title order={2} size="h4" mb="md">
            Who is in it
          </Title>
          <RuleEditor rule={draft.rule} problems={audience.problems} verdicts={verdicts} onChange={(rule) => onChange({ ...draft, rule })} />
        </Card>
        {children}
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <div style={{ position: 'sticky', top: 76 }}>
          <Card mb="lg">
            <Title order={2} size="h4" mb="xs">
              Audience now
            </Title>
            <AudiencePanel audience={audience} onPick={setVisitorId} />
          </Card>
          <Card>
            <Title order={2} size="h4" mb="xs">
              Why is a visitor in, or out?
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              By the rule as it stands here, saved or not.
            </Text>
            <ExplanationPanel visitorId={visitorId} onVisitor={setVisitorId} explanation={explanation} failure={failure} />
          </Card>
        </div>
      </Grid.Col>
    </Grid>
  );
}

/** Make a key of a name: small letters, digits and hyphens. */
export function keyFor(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, '');
}
