import { Badge, Button, Group, Modal, NumberInput, Progress, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTicket } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';

import { useChange } from '~/api/useChange';
import { EmptyState } from '~/components/EmptyState';
import { Loaded } from '~/components/Loaded';
import { PageHeader } from '~/components/PageHeader';
import { ScrollingTable } from '~/components/ScrollingTable';
import { useFormats } from '~/components/StoreFacts';
import { graphql } from '~/gql';
import type { CouponPoolsQuery } from '~/gql/graphql';

const COUPON_POOLS = graphql(`
  query CouponPools {
    couponPools {
      key
      name
      lowBelow
      free
      reserved
      handedOut
      isLow
    }
  }
`);

const CREATE_POOL = graphql(`
  mutation CreateCouponPool($input: CreateCouponPoolInput!) {
    createCouponPool(input: $input) {
      __typename
      ... on CouponPoolChanged {
        added
        couponPool {
          key
        }
      }
      ...Refusal
    }
  }
`);

const ADD_CODES = graphql(`
  mutation AddCouponCodes($input: AddCouponCodesInput!) {
    addCouponCodes(input: $input) {
      __typename
      ... on CouponPoolChanged {
        added
        couponPool {
          key
          free
          isLow
        }
      }
      ...Refusal
    }
  }
`);

type Pool = CouponPoolsQuery['couponPools'][number];

export function Component() {
  const pools = useQuery({ query: COUPON_POOLS });
  const [isOpen, { open, close }] = useDisclosure();
  const [filled, setFilled] = useState<Pool>();
  const newPool = (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      New pool
    </Button>
  );
  return (
    <>
      <PageHeader title="Coupons" description="Pools of codes of which each visitor gets one of their own." actions={newPool} />
      <Loaded query={pools}>
        {({ couponPools }) =>
          couponPools.length === 0 ? (
            <EmptyState icon={IconTicket} title="No pool yet">
              Make one, add the codes that your shop takes, and have a campaign hand them out.
            </EmptyState>
          ) : (
            <ScrollingTable label="Coupon pools" columns={['Pool', 'Free', 'Reserved', 'Handed out', 'Used up', 'Actions']}>
              {couponPools.map((pool) => (
                <PoolRow key={pool.key} pool={pool} onFill={() => setFilled(pool)} />
              ))}
            </ScrollingTable>
          )
        }
      </Loaded>
      <Modal opened={isOpen} onClose={close} title="New pool">
        <NewPool onDone={close} />
      </Modal>
      <Modal opened={filled !== undefined} onClose={() => setFilled(undefined)} title={`Add codes to “${filled?.name}”`}>
        {filled && <AddCodes pool={filled.key} onDone={() => setFilled(undefined)} />}
      </Modal>
    </>
  );
}

function PoolRow({ pool: { key, name, free, reserved, handedOut, isLow, lowBelow }, onFill }: { pool: Pool; onFill: () => void }) {
  const { number, percent } = useFormats();
  const codes = free + reserved + handedOut;
  const used = codes > 0 ? handedOut / codes : 0;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {key}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          {number(free)}
          {isLow && <Badge color={free === 0 ? 'red' : 'yellow'} variant="light">{free === 0 ? 'empty' : `below ${lowBelow}`}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>{number(reserved)}</Table.Td>
      <Table.Td>{number(handedOut)}</Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Progress value={used * 100} w={80} aria-label={`${percent(used)} used up`} />
          <Text size="xs" c="dimmed">
            {percent(used)}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td>
        <Button size="compact-sm" variant="light" onClick={onFill}>
          Add codes
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function NewPool({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [lowBelow, setLowBelow] = useState(0);
  const [keyError, setKeyError] = useState<string>();
  const [create, isCreating] = useChange(CREATE_POOL);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const shown = (refusal: { __typename: string; message: string }) => {
      if (refusal.__typename === 'KeyTaken') setKeyError(refusal.message);
      return refusal.__typename === 'KeyTaken';
    };
    const created = await create({ input: { key, name, lowBelow } }, { done: `“${name}” is there; now add codes`, shown });
    if (created) onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <TextInput label="Name" required data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput
          label="Key"
          description="Small letters, digits, - and _; it never changes"
          required
          error={keyError}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <NumberInput label="Warn when fewer are free than" min={0} allowDecimal={false} value={lowBelow} onChange={(typed) => setLowBelow(Number(typed))} />
        <Group justify="flex-end">
          <Button type="submit" loading={isCreating}>
            Make the pool
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AddCodes({ pool, onDone }: { pool: string; onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [add, isAdding] = useChange(ADD_CODES);
  const codes = typed.split(/[\s,;]+/).filter(Boolean);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const added = await add({ input: { pool, codes } });
    if (!added) return;
    notifications.show({ message: `${added.added} of ${codes.length} codes were new`, color: 'teal' });
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Textarea
          label="Codes"
          description="One on each line; those that are there already are left alone"
          required
          autosize
          minRows={6}
          maxRows={14}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {codes.length} codes
          </Text>
          <Button type="submit" loading={isAdding} disabled={codes.length === 0}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
