import { Button } from '@mantine/core';
import { IconBug, IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';

import { EmptyState } from '~/components/EmptyState';
import { PageHeader } from '~/components/PageHeader';

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={IconMapQuestion}
        title="There is no such page"
        action={
          <Button component={Link} to="/" variant="light" mt="sm">
            To the dashboard
          </Button>
        }
      />
    </>
  );
}

/** What stands in the place of a page that broke. */
export function PageFailure() {
  return (
    <EmptyState
      icon={IconBug}
      title="This page broke"
      action={
        <Button variant="light" mt="sm" onClick={() => window.location.reload()}>
          Load it anew
        </Button>
      }
    >
      That is a fault of ours, not of yours. What you saved is safe.
    </EmptyState>
  );
}
