import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';

export interface NodeParts {
  path: string[];
  segment?: string | null;
  depth: number;
  holds: boolean;
  words: string;
}

/** A rule explained for one visitor: each node with whether it holds, and why. */
export function RuleNodes({ nodes }: { nodes: NodeParts[] }) {
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {nodes.map((node, position) => (
        <li key={position} style={{ paddingInlineStart: `${node.depth * 1.1}rem` }}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            <Verdict holds={node.holds} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {node.words}{' '}
              {node.segment && (
                <Badge size="xs" variant="default" component="span">
                  in {node.segment}
                </Badge>
              )}
            </Text>
          </Group>
        </li>
      ))}
    </Stack>
  );
}

function Verdict({ holds }: { holds: boolean }) {
  const Picture = holds ? IconCircleCheck : IconCircleX;
  return (
    <Picture
      size={18}
      role="img"
      aria-label={holds ? 'Holds:' : 'Doesn’t hold:'}
      color={`var(--mantine-color-${holds ? 'teal' : 'red'}-6)`}
      style={{ flexShrink: 0, marginTop: 1 }}
    />
  );
}
