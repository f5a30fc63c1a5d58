import { ActionIcon, Button, Group, Stack, Tabs, Text, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useStore } from '~/components/StoreFacts';
import type { CampaignType } from '~/gql/graphql';

import { kindOfContent } from '../campaignTypes';
import { EmailCollectionFields } from '../content/EmailCollectionFields';
import { FormSurveyFields } from '../content/FormSurveyFields';
import { HeroBannerFields } from '../content/HeroBannerFields';
import { NotificationBarFields } from '../content/NotificationBarFields';
import { PopupBannerFields } from '../content/PopupBannerFields';
import { useCampaignForm } from './campaignForm';
import { CopyElsewhere } from './CopyElsewhere';
import { TextField } from './fields';
import { LanguageMenu } from './LanguageMenu';
import type { EditorPlace } from './useEditorPlace';
import { languageName } from './wording';

const FIELDS: Record<CampaignType, (props: { path: string }) => React.ReactNode> = {
  POPUP_BANNER: PopupBannerFields,
  EMAIL_COLLECTION: EmailCollectionFields,
  FORM_SURVEY: FormSurveyFields,
  NOTIFICATION_BAR: NotificationBarFields,
  HERO_BANNER: HeroBannerFields,
};

/** What the campaign says: one content for each variant and language. */
export function ContentSection({ type, place }: { type: CampaignType; place: EditorPlace }) {
  const Fields = FIELDS[type];
  const content = `definition.variants.${place.variant}.translations.${place.translation}.content`;
  const form = useCampaignForm();
  const input = form.values.definition.variants[place.variant]?.translations[place.translation]?.content;
  if (!input) return null;
  const path = `${content}.${kindOfContent(input)}`;
  return (
    <Stack gap="md">
      <TextField path="name" label="Name of the campaign" description="Visitors never see it." required maxLength={200} />
      <VariantTabs place={place} />
      <LanguageTabs place={place} />
      <Text size="xs" c="dimmed">
        Texts are plain. Placeholders such as {'{{firstName|friend}}'} or {'{{couponCode}}'} are filled in for each visitor.
      </Text>
      <Fields key={path} path={path} />
      <CopyElsewhere place={place} />
    </Stack>
  );
}

function VariantTabs({ place }: { place: EditorPlace }) {
  const form = useCampaignForm();
  const { variants } = form.values.definition;
  const add = () => {
    const copied = variants[place.variant]!;
    const taken = new Set(variants.map(({ key }) => key));
    const key = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !taken.has(letter)) ?? `V${variants.length + 1}`;
    form.setFieldValue('definition.variants', [...variants, { ...structuredClone(copied), key }]);
    place.go({ variant: variants.length });
  };
  const remove = () => {
    place.go({ variant: 0, translation: 0 });
    form.removeListItem('definition.variants', place.variant);
  };
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Tabs value={String(place.variant)} onChange={(value) => place.go({ variant: Number(value), translation: 0 })} variant="pills" style={{ minWidth: 0 }}>
        <Tabs.List aria-label="Variants">
          {variants.map(({ key }, index) => (
            <Tabs.Tab key={index} value={String(index)} size="xs">
              Variant {key}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Group gap={4} wrap="nowrap">
        {variants.length > 1 && (
          <Tooltip label="Take this variant out">
            <ActionIcon variant="subtle" color="red" onClick={remove} aria-label="Take this variant out">
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add} disabled={variants.length >= 20}>
          Variant
        </Button>
      </Group>
    </Group>
  );
}

function LanguageTabs({ place }: { place: EditorPlace }) {
  const { defaultLocale } = useStore();
  const form = useCampaignForm();
  const path = `definition.variants.${place.variant}.translations` as const;
  const translations = form.values.definition.variants[place.variant]?.translations ?? [];
  const present = translations[place.translation];
  const add = (locale: string) => {
    form.setFieldValue(path, [...translations, { ...structuredClone(present!), locale }] as never);
    place.go({ translation: translations.length });
  };
  const remove = () => {
    place.go({ translation: 0 });
    form.removeListItem(path as never, place.translation);
  };
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Tabs value={String(place.translation)} onChange={(value) => place.go({ translation: Number(value) })} style={{ minWidth: 0 }}>
        <Tabs.List aria-label="Languages">
          {translations.map(({ locale }, index) => (
            <Tabs.Tab key={locale} value={String(index)} lang="en">
              {languageName(locale)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Group gap={4} wrap="nowrap">
        {present && present.locale !== defaultLocale && translations.length > 1 && (
          <Tooltip label="Take this language out">
            <ActionIcon variant="subtle" color="red" onClick={remove} aria-label="Take this language out">
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <LanguageMenu taken={translations.map(({ locale }) => locale)} add={add} />
      </Group>
    </Group>
  );
}
