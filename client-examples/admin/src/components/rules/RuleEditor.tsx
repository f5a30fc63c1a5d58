import { ActionIcon, Badge, Button, Group, Menu, NativeSelect, Stack, Text, Tooltip } from '@mantine/core';
import { IconBan, IconCircleCheck, IconCircleX, IconCopy, IconDots, IconFolderPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { createContext, Fragment, useContext, useEffect, useMemo, useRef, type RefObject } from 'react';

import { missingIn } from './completeness';
import { ConditionFields } from './ConditionFields';
import { copyOf, insertPart, newCondition, newGroup, removePart, replacePart, type Condition, type ConditionKind, type Group as RuleGroup, type Part } from './draft';
import { ICONS } from './icons';
import classes from './RuleEditor.module.css';
import { KIND_DESCRIPTIONS, KIND_LABELS } from './words';

interface Props {
  rule: RuleGroup;
  onChange: (rule: RuleGroup) => void;
  /** What the server finds wrong, by the part's id. */
  problems?: ReadonlyMap<string, string>;
  /** Whether each part holds for the visitor that is looked at, by the part's id. */
  verdicts?: ReadonlyMap<string, boolean>;
}

interface Editing extends Required<Pick<Props, 'problems' | 'verdicts'>> {
  root: RuleGroup;
  change: (part: Part) => void;
  add: (groupId: string, part: Part, afterId?: string) => void;
  remove: (id: string, groupId: string) => void;
  /** The part that takes the focus once it is on screen. */
  focusNext: RefObject<string | null>;
}

const EditingContext = createContext<Editing | undefined>(undefined);
const NOTHING = new Map<string, never>();

function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('useEditing belongs inside RuleEditor');
  return editing;
}

/** Build a rule from nested groups and conditions, by mouse or by keyboard alone. */
export function RuleEditor({ rule, onChange, problems = NOTHING, verdicts = NOTHING }: Props) {
  const focusNext = useRef<string>(null);
  const editing = useMemo<Editing>(
    () => ({
      root: rule,
      problems,
      verdicts,
      focusNext,
      change: (part) => onChange(replacePart(rule, part)),
      add: (groupId, part, afterId) => {
        focusNext.current = part.id;
        onChange(insertPart(rule, groupId, part, afterId));
      },
      remove: (id, groupId) => {
        focusNext.current = `${groupId}-add`;
        onChange(removePart(rule, id));
      },
    }),
    [rule, onChange, problems, verdicts],
  );
  return (
    <EditingContext value={editing}>
      <GroupEditor group={rule} depth={0} />
    </EditingContext>
  );
}

type Combination = 'all' | 'any' | 'none' | 'notAll';

const COMBINATIONS: { value: Combination; label: string }[] = [
  { value: 'all', label: 'All of these hold' },
  { value: 'any', label: 'Any of these holds' },
  { value: 'none', label: 'None of these holds' },
  { value: 'notAll', label: 'Not all of these hold' },
];

function combinationOf({ combines, isNegated }: RuleGroup): Combination {
  if (combines === 'all') return isNegated ? 'notAll' : 'all';
  return isNegated ? 'none' : 'any';
}

function combinedAs(combination: Combination): Pick<RuleGroup, 'combines' | 'isNegated'> {
  return {
    combines: combination === 'all' || combination === 'notAll' ? 'all' : 'any',
    isNegated: combination === 'none' || combination === 'notAll',
  };
}

function GroupEditor({ group, depth, parent }: { group: RuleGroup; depth: number; parent?: RuleGroup }) {
  const { change, add, remove, focusNext } = useEditing();
  const ref = useFocusWhenAdded(group.id);
  const addButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusNext.current !== `${group.id}-add`) return;
    focusNext.current = null;
    addButton.current?.focus();
  });
  const combination = combinationOf(group);
  const name = COMBINATIONS.find(({ value }) => value === combination)?.label;

  return (
    <Stack
      ref={ref}
      gap="xs"
      role="group"
      aria-label={depth === 0 ? `Rule: ${name}` : `Group: ${name}`}
      className={classes.group}
      data-combines={group.combines}
      data-negated={group.isNegated || undefined}
    >
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <NativeSelect
            aria-label={depth === 0 ? 'How the rule combines its parts' : 'How the group combines its parts'}
            size="xs"
            fw={600}
            w={190}
            data={COMBINATIONS}
            value={combination}
            onChange={(event) => change({ ...group, ...combinedAs(event.currentTarget.value as Combination) })}
          />
          <Problem id={group.id} />
          <Verdict id={group.id} />
        </Group>
        {parent && (
          <Tooltip label="Remove the group">
            <ActionIcon variant="subtle" color="gray" aria-label="Remove the group" onClick={() => remove(group.id, parent.id)}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {group.parts.length === 0 && (
        <Text size="sm" c="dimmed">
          {group.combines === 'all' ? 'No condition yet, so this is everyone.' : 'No condition yet, so this is nobody.'}
        </Text>
      )}
      {group.parts.map((part, position) => (
        <Fragment key={part.id}>
          {position > 0 && <span className={classes.connector}>{group.combines === 'all' ? 'and' : 'or'}</span>}
          {part.kind === 'group' ? (
            <GroupEditor group={part} depth={depth + 1} parent={group} />
          ) : (
            <ConditionEditor condition={part} parent={group} />
          )}
        </Fragment>
      ))}
      <Group gap="xs">
        <AddConditionMenu button={addButton} onAdd={(kind) => add(group.id, newCondition(kind))} />
        {depth < 8 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconFolderPlus size={16} />}
            onClick={() => add(group.id, newGroup(group.combines === 'all' ? 'any' : 'all'))}
          >
            Add group
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function AddConditionMenu({ button, onAdd }: { button: RefObject<HTMLButtonElement | null>; onAdd: (kind: ConditionKind) => void }) {
  return (
    <Menu position="bottom-start" width={300} returnFocus={false}>
      <Menu.Target>
        <Button ref={button} variant="light" size="compact-sm" leftSection={<IconPlus size={16} />}>
          Add condition
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(KIND_LABELS) as ConditionKind[]).map((kind) => {
          const Picture = ICONS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Picture size={18} stroke={1.6} />} onClick={() => onAdd(kind)}>
              <Text size="sm">{KIND_LABELS[kind]}</Text>
              <Text size="xs" c="dimmed">
                {KIND_DESCRIPTIONS[kind]}
              </Text>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function ConditionEditor({ condition, parent }: { condition: Condition; parent: RuleGroup }) {
  const { change, verdicts } = useEditing();
  const ref = useFocusWhenAdded(condition.id);
  const Picture = ICONS[condition.kind];
  const verdict = verdicts.get(condition.id);
  const missing = missingIn(condition);
  return (
    <div
      ref={ref}
      role="group"
      aria-label={`${condition.isNegated ? 'Not: ' : ''}${KIND_LABELS[condition.kind]}`}
      className={classes.condition}
      data-holds={verdict === undefined ? undefined : verdict ? 'yes' : 'no'}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Group gap="xs" flex={1} align="flex-start">
          <Tooltip label={KIND_LABELS[condition.kind]} openDelay={300}>
            <Group gap={6} h={36} wrap="nowrap">
              <Picture size={18} stroke={1.6} aria-hidden />
              {condition.isNegated && <Badge color="red" variant="light">not</Badge>}
            </Group>
          </Tooltip>
          <ConditionFields condition={condition} onChange={change} />
        </Group>
        <Group gap={4} wrap="nowrap" h={36}>
          <Verdict id={condition.id} />
          <ConditionMenu condition={condition} parent={parent} />
        </Group>
      </Group>
      {missing ? (
        <Text size="xs" c="dimmed" mt={4} pl={26}>
          {missing}
        </Text>
      ) : (
        <Problem id={condition.id} />
      )}
    </div>
  );
}

function ConditionMenu({ condition, parent }: { condition: Condition; parent: RuleGroup }) {
  const { change, add, remove } = useEditing();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More for this condition">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconBan size={16} />} onClick={() => change({ ...condition, isNegated: !condition.isNegated })}>
          {condition.isNegated ? 'Must hold' : 'Must not hold'}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => add(parent.id, copyOf(condition), condition.id)}>
          Duplicate
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => remove(condition.id, parent.id)}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Problem({ id }: { id: string }) {
  const problem = useEditing().problems.get(id);
  if (!problem) return null;
  return (
    <Text size="xs" c="var(--mantine-color-error)" role="alert">
      {problem}
    </Text>
  );
}

function Verdict({ id }: { id: string }) {
  const verdict = useEditing().verdicts.get(id);
  if (verdict === undefined) return null;
  const [Picture, colour, label] = verdict
    ? ([IconCircleCheck, 'teal', 'Holds for the visitor'] as const)
    : ([IconCircleX, 'red', 'Doesn’t hold for the visitor'] as const);
  return (
    <Tooltip label={label}>
      <Picture size={20} role="img" aria-label={label} color={`var(--mantine-color-${colour}-6)`} />
    </Tooltip>
  );
}

/** Move the focus to the first input of a part that was just added. */
function useFocusWhenAdded(id: string): RefObject<HTMLDivElement | null> {
  const { focusNext } = useEditing();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusNext.current !== id) return;
    focusNext.current = null;
    ref.current?.querySelector<HTMLElement>('input, select, button')?.focus();
  });
  return ref;
}
