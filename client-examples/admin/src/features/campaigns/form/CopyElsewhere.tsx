import { Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopyCheck, IconListCheck } from '@tabler/icons-react';

import type { CampaignContentInput, VariantInput } from '~/gql/graphql';

import { withLook, withQuestions } from '../content/copying';
import { useCampaignForm } from './campaignForm';
import type { EditorPlace } from './useEditorPlace';

type Copy = (content: CampaignContentInput, source: CampaignContentInput) => CampaignContentInput;

/** Each variant has its content in each language; most often they are to look the same, and to ask the same. */
export function CopyElsewhere({ place }: { place: EditorPlace }) {
  const form = useCampaignForm();
  const { variants } = form.values.definition;
  const source = variants[place.variant]?.translations[place.translation]?.content;
  const contents = variants.reduce((count, { translations }) => count + translations.length, 0);
  if (!source || contents < 2) return null;

  const apply = (copy: Copy, done: string) => (isWanted: (variant: VariantInput) => boolean) => {
    const copied = variants.map((variant) =>
      isWanted(variant)
        ? { ...variant, translations: variant.translations.map((each) => ({ ...each, content: copy(each.content, source) })) }
        : variant,
    );
    form.setFieldValue('definition.variants', copied);
    notifications.show({ message: done, color: 'teal' });
  };
  const here = variants[place.variant]!;
  return (
    <Group gap="xs">
      <CopyMenu label="Use this look elsewhere" icon={<IconCopyCheck size={14} />} here={here} apply={apply(withLook, 'They look the same now.')} />
      {source.formSurvey && (
        <CopyMenu
          label="Use these questions elsewhere"
          icon={<IconListCheck size={14} />}
          here={here}
          apply={apply(withQuestions, 'They ask the same now. What is new has yet to be translated.')}
        />
      )}
    </Group>
  );
}

interface CopyMenuProps {
  label: string;
  icon: React.ReactNode;
  here: VariantInput;
  apply: (isWanted: (variant: VariantInput) => boolean) => void;
}

function CopyMenu({ label, icon, here, apply }: CopyMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={icon}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => apply((variant) => variant === here)}>In all languages of this variant</Menu.Item>
        <Menu.Item onClick={() => apply(() => true)}>In all variants and languages</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
