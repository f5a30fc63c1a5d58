import { Badge, SegmentedControl, Stack, Tabs } from '@mantine/core';
import { useState } from 'react';

import type { CampaignType } from '~/gql/graphql';

import { AudienceSection } from '../audience/AudienceSection';
import { useOpenCampaign } from '../CampaignPage';
import classes from '../campaigns.module.css';
import { Part } from '../content/Part';
import { OptionalOffer } from '../offer/OfferFields';
import { Preview } from '../preview/Preview';
import { useCampaignForm } from './campaignForm';
import { ContentSection } from './ContentSection';
import { DisplayFields } from './DisplayFields';
import { ExperimentSection } from './ExperimentSection';
import { FrequencySection } from './FrequencySection';
import { PagesSection } from './PagesSection';
import { ScheduleSection } from './ScheduleSection';
import { placeOf, SECTIONS, type SectionName } from './sections';
import { useEditorPlace, useFocusOnField, type EditorPlace } from './useEditorPlace';

/** Everything that is set of a campaign, part by part, beside what it looks like. */
export function Component() {
  const { type, status } = useOpenCampaign();
  const form = useCampaignForm();
  const place = useEditorPlace();
  const [narrowView, setNarrowView] = useState('Edit');
  useFocusOnField();
  const variant = form.values.definition.variants[place.variant];
  const translation = variant?.translations[place.translation];
  return (
    <>
      <SegmentedControl hiddenFrom="md" fullWidth mb="md" aria-label="View" data={['Edit', 'Preview']} value={narrowView} onChange={setNarrowView} />
      <SectionTabs place={place} />
      <div className={classes.editor} data-narrow={narrowView}>
        <fieldset className={classes.group} disabled={status === 'ARCHIVED'}>
          <Section type={type} place={place} />
        </fieldset>
        <div className={classes.preview}>
          {translation && (
            <Preview
              content={translation.content}
              display={variant?.display ?? form.values.definition.display}
              locale={translation.locale}
            />
          )}
        </div>
      </div>
    </>
  );
}

function SectionTabs({ place }: { place: EditorPlace }) {
  const form = useCampaignForm();
  const problems = Object.keys(form.errors).map((path) => placeOf(path.split('.')).section);
  return (
    <Tabs value={place.section} onChange={(section) => place.go({ section: section as SectionName })} variant="pills" radius="xl" mb="md">
      <Tabs.List aria-label="Parts of the campaign">
        {SECTIONS.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name} rightSection={problems.includes(name) ? <Badge size="xs" circle color="red">!</Badge> : undefined}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function Section({ type, place }: { type: CampaignType; place: EditorPlace }) {
  switch (place.section) {
    case 'content':
      return <ContentSection type={type} place={place} />;
    case 'audience':
      return <AudienceSection />;
    case 'pages':
      return <PagesSection type={type} />;
    case 'display':
      return (
        <Stack gap="md">
          <DisplayFields path="definition.display" />
        </Stack>
      );
    case 'frequency':
      return <FrequencySection />;
    case 'schedule':
      return <ScheduleSection />;
    case 'experiment':
      return <ExperimentSection />;
    case 'coupon':
      return (
        <Part title="Coupon">
          <OptionalOffer
            path="definition.coupon"
            label="Visitors get a code"
            description="A fixed one for all, or each its own from a pool."
          />
        </Part>
      );
  }
}
