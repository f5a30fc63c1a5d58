import { useMemo, useState } from 'react';
import { HeadingContext, I18nProvider, useLocale } from 'react-aria-components';
import type { OfferOf } from '../CampaignPage';
import { readFragment } from '../generated';
import { colourStyle } from '../parts';
import { ShowingProvider, useReports, type Outcome } from '../showing';
import { FormSurveyParts, Survey } from './FormSurvey';
import { ThankYou } from './ThankYou';

interface InPageSurveyProps {
  offer: OfferOf<'FormSurvey'>;
  couponCode: string | null;
  close: () => void;
}

/** A survey as a part of the page. */
export default function InPageSurvey(props: InPageSurveyProps) {
  return (
    <I18nProvider locale={props.offer.campaign.locale}>
      <Section {...props} />
    </I18nProvider>
  );
}

function Section({ offer, couponCode, close }: InPageSurveyProps) {
  const survey = readFragment(FormSurveyParts, offer.campaign);
  const { direction } = useLocale();
  const reports = useReports(offer);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const showing = useMemo(() => ({ ...reports, couponCode, close, thank: setOutcome }), [reports, couponCode, close]);
  return (
    <ShowingProvider value={showing}>
      <section className="segue-in-page" lang={offer.campaign.locale} dir={direction} style={colourStyle(survey.colours)}>
        <HeadingContext value={{ slots: { title: { level: 2 } } }}>
          {outcome ? <ThankYou outcome={outcome} /> : <Survey survey={survey} />}
        </HeadingContext>
      </section>
    </ShowingProvider>
  );
}
