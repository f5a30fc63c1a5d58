import type { DialogOffer } from '../CampaignOverlays';
import { is } from '../CampaignOverlays';
import { EmailCollection } from './EmailCollection';
import { FormSurvey } from './FormSurvey';
import { PopupBanner } from './PopupBanner';

/** A campaign over the page, whichever its type. */
export default function CampaignDialog({ offer }: { offer: DialogOffer }) {
  if (is(offer, 'PopupBanner')) return <PopupBanner offer={offer} />;
  if (is(offer, 'EmailCollection')) return <EmailCollection offer={offer} />;
  if (is(offer, 'FormSurvey')) return <FormSurvey offer={offer} />;
  return null;
}
