import { Alert, Button, Card, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';

import { checkKey } from '~/api/client';
import { readPageFacts, type Session } from '~/api/session';

import { Logo } from './Logo';

interface Props {
  /** Why the reader is asked again. */
  reason?: string | undefined;
  onSignIn: (session: Session) => void;
}

export function SignInPage({ reason, onSignIn }: Props) {
  useDocumentTitle('Sign in · Segue');
  const { key: demoKey } = readPageFacts();
  const [key, setKey] = useState(demoKey ?? '');
  const [person, setPerson] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isChecking, setChecking] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecking(true);
    const session = { key: key.trim(), person: person.trim() };
    const found = await checkKey(session);
    setChecking(false);
    if (found) setProblem(found);
    else onSignIn(session);
  };

  return (
    <Center component="main" mih="100dvh" p="md" bg="var(--mantine-color-default-hover)">
      <Card w="100%" maw={420} shadow="sm" padding="xl">
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <Logo />
            <div>
              <Title order={1} size="h3">
                Sign in
              </Title>
              <Text c="dimmed" size="sm">
                With a secret key of your store. It stays in this tab until you close it.
              </Text>
            </div>
            {reason && <Alert color="yellow">{reason}</Alert>}
            {demoKey && (
              <Alert variant="light" title="This is the demo">
                Its key is filled in. Look around and change what you like.
              </Alert>
            )}
            <PasswordInput
              label="Secret key"
              placeholder="sk_…"
              required
              value={key}
              error={problem}
              autoComplete="off"
              spellCheck={false}
              data-autofocus={!demoKey}
              onChange={(event) => {
                setKey(event.currentTarget.value);
                setProblem(undefined);
              }}
            />
            <TextInput
              label="Your name"
              description="Stands in the audit log beside what you change"
              autoComplete="name"
              value={person}
              onChange={(event) => setPerson(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" fullWidth size="md" loading={isChecking}>
                Sign in
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
