import { Button, Card, Group, Input, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import { PageHeader } from '~/components/PageHeader';
import { SegmentSelect } from '~/components/rules/SegmentSelect';
import { SegmentMembers } from '~/components/SegmentMembers';

export function Component() {
  const [id, setId] = useState('');
  const [parameters, setParameters] = useSearchParams();
  const segment = parameters.get('segment') ?? 'active-loyals';
  const navigate = useNavigate();
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim()) void navigate(`/visitors/${encodeURIComponent(id.trim())}`);
  };
  return (
    <>
      <PageHeader title="Visitors" description="Open one by the storefront’s id, or look through a live segment." />
      <Card mb="lg">
        <Group align="flex-end" gap="xl">
          <form onSubmit={open}>
            <Group align="flex-end" gap="xs">
              <TextInput label="Visitor’s id" placeholder="Such as 12347" w={260} value={id} onChange={(event) => setId(event.currentTarget.value)} />
              <Button type="submit" leftSection={<IconSearch size={16} />}>
                Open
              </Button>
            </Group>
          </form>
          <Input.Wrapper label="Segment" labelElement="div">
            <SegmentSelect label="Segment" value={segment} onChange={(key) => setParameters({ segment: key }, { replace: true })} />
          </Input.Wrapper>
        </Group>
      </Card>
      <SegmentMembers segment={segment} />
    </>
  );
}
