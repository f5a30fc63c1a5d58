import { Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** What the table lists. */
  label: string;
  columns: string[];
  minWidth?: number;
  /** Its rows. */
  children: ReactNode;
}

/** A table that scrolls by itself on narrow screens, by keyboard too. */
export function ScrollingTable({ label, columns, minWidth = 640, children }: Props) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}>
        <Table aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
