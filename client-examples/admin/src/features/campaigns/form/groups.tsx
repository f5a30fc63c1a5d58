import { ActionIcon, Alert, Button, Collapse, Group, Input, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import classes from '../campaigns.module.css';
import { useCampaignForm, useField } from './campaignForm';

interface OptionalProps {
  path: string;
  label: string;
  description?: string;
  /** What stands there when it is switched on. */
  initial: object;
  children: ReactNode;
}

/** A part that can be left out as a whole. */
export function Optional({ path, label, description, initial, children }: OptionalProps) {
  const { value, error, set } = useField<object>(path);
  const isThere = value != null;
  return (
    <fieldset className={classes.group}>
      <Switch
        id={path}
        label={label}
        description={description}
        checked={isThere}
        onChange={({ currentTarget }) => set(currentTarget.checked ? initial : undefined)}
      />
      {isThere && (
        <Stack gap="sm" mt="sm" className={classes.item}>
          {error && <Input.Error>{error}</Input.Error>}
          {children}
        </Stack>
      )}
    </fieldset>
  );
}

interface ItemsProps {
  path: string;
  /** What one of them is called. */
  noun: string;
  label?: string;
  description?: string;
  most?: number;
  least?: number;
  make: (present: unknown[]) => object;
  /** Say in a few words what an item holds; then they can be folded. */
  summary?: (item: never, index: number) => ReactNode;
  children: (path: string, index: number) => ReactNode;
}

/** A list of parts that can be added, moved and taken out. */
export function Items({ path, noun, label, description, most = 50, least = 0, make, summary, children }: ItemsProps) {
  const form = useCampaignForm();
  const { value = [], error, set } = useField<object[]>(path);
  const [open, setOpen] = useState<number>();

  const add = () => {
    set([...value, make(value)]);
    setOpen(value.length);
  };
  const move = (from: number, to: number) => {
    form.reorderListItem(path as never, { from, to });
    if (open === from) setOpen(to);
  };
  const remove = (index: number) => {
    form.removeListItem(path as never, index);
    setOpen(undefined);
  };

  return (
    <fieldset className={classes.group} id={path} tabIndex={-1}>
      {label && (
        <Text component="legend" size="sm" fw={500}>
          {label}
        </Text>
      )}
      {description && (
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      )}
      <Stack gap="xs" mt={label ? 6 : 0}>
        {error && <Input.Error>{error}</Input.Error>}
        {value.map((item, index) => (
          <div key={index} className={classes.item}>
            <Group gap={4} wrap="nowrap" justify="space-between">
              <ItemTitle
                name={`${noun} ${index + 1}`}
                summary={summary?.(item as never, index)}
                hasProblem={hasProblemBelow(form.errors, `${path}.${index}`)}
                isOpen={open === index}
                toggle={summary && (() => setOpen(open === index ? undefined : index))}
              />
              <ItemButtons
                name={`${noun} ${index + 1}`}
                up={index > 0 ? () => move(index, index - 1) : undefined}
                down={index < value.length - 1 ? () => move(index, index + 1) : undefined}
                remove={value.length > least ? () => remove(index) : undefined}
              />
            </Group>
            {summary ? (
              <Collapse expanded={open === index || hasProblemBelow(form.errors, `${path}.${index}`)}>
                <Fields error={form.errors[`${path}.${index}`]}>{children(`${path}.${index}`, index)}</Fields>
              </Collapse>
            ) : (
              <Fields error={form.errors[`${path}.${index}`]}>{children(`${path}.${index}`, index)}</Fields>
            )}
          </div>
        ))}
        {value.length < most && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add} style={{ alignSelf: 'flex-start' }}>
            Add a {noun.toLowerCase()}
          </Button>
        )}
      </Stack>
    </fieldset>
  );
}

function Fields({ error, children }: { error: ReactNode; children: ReactNode }) {
  return (
    <Stack gap="sm" mt="xs">
      {error && (
        <Alert color="red" p="xs" role="none">
          {error}
        </Alert>
      )}
      {children}
    </Stack>
  );
}

function hasProblemBelow(errors: Record<string, ReactNode>, path: string): boolean {
  return Object.keys(errors).some((place) => place === path || place.startsWith(`${path}.`));
}

interface TitleProps {
  name: string;
  summary: ReactNode;
  hasProblem: boolean;
  isOpen: boolean;
  toggle?: () => void;
}

function ItemTitle({ name, summary, hasProblem, isOpen, toggle }: TitleProps) {
  if (!toggle) {
    return (
      <Text size="xs" c="dimmed" fw={600}>
        {name}
      </Text>
    );
  }
  return (
    <UnstyledButton onClick={toggle} aria-expanded={isOpen} style={{ flex: 1, minWidth: 0 }}>
      <Group gap={6} wrap="nowrap">
        <IconChevronRight size={16} style={{ transform: isOpen ? 'rotate(90deg)' : undefined, flexShrink: 0 }} />
        <Text size="sm" fw={500} truncate c={hasProblem ? 'var(--mantine-color-error)' : undefined}>
          <span className={classes.visuallyHidden}>{name}: </span>
          {summary}
        </Text>
      </Group>
    </UnstyledButton>
  );
}

interface ButtonsProps {
  name: string;
  up?: () => void;
  down?: () => void;
  remove?: () => void;
}

function ItemButtons({ name, up, down, remove }: ButtonsProps) {
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" size="sm" disabled={!up} onClick={up} aria-label={`Move ${name} up`}>
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size="sm" disabled={!down} onClick={down} aria-label={`Move ${name} down`}>
        <IconArrowDown size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="red" size="sm" disabled={!remove} onClick={remove} aria-label={`Remove ${name}`}>
        <IconTrash size={14} />
      </ActionIcon>
    </Group>
  );
}
