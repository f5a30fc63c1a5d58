import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useCampaignForm } from './campaignForm';
import { useGoToField } from './useEditorPlace';
import { placeInWords } from './wording';

interface Warning {
  path: string[];
  message: string;
}

/** What stands in the way of the draft, and what of it could be better; each leads to its field. */
export function Problems({ warnings }: { warnings: Warning[] }) {
  const form = useCampaignForm();
  const problems = Object.entries(form.errors).map(([path, message]) => ({ path: path.split('.'), message }));
  return (
    <>
      {problems.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle />} title="This has to be put right first" mb="md" role="alert">
          <Places items={problems} />
        </Alert>
      )}
      {problems.length === 0 && warnings.length > 0 && (
        <Alert color="yellow" icon={<IconBulb />} title="It works, and could be better" mb="md" role="status">
          <Places items={warnings} />
        </Alert>
      )}
    </>
  );
}

function Places({ items }: { items: { path: string[]; message: ReactNode }[] }) {
  const goToField = useGoToField();
  return (
    <List size="sm" spacing={4}>
      {items.map(({ path, message }) => (
        <List.Item key={path.join('.')}>
          <Anchor component="button" type="button" size="sm" underline="always" c="inherit" onClick={() => goToField(path)}>
            {placeInWords(path).join(' › ')}
          </Anchor>
          <Text span size="sm">
            : {message}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
