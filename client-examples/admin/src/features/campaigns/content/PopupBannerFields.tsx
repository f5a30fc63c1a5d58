import { ParagraphField, SwitchField, TextField } from '../form/fields';
import { Part } from './Part';
import { ButtonsField, ColoursFields, CountdownFields, OptionalImage, OptionalLink, PositionField, TeaserFields } from './parts';

export function PopupBannerFields({ path }: { path: string }) {
  return (
    <>
      <Part title="Words and picture">
        <TextField path={`${path}.title`} label="Headline" required />
        <ParagraphField path={`${path}.text`} label="Caption" />
        <OptionalImage path={`${path}.image`} label="A picture" />
        <ButtonsField path={`${path}.buttons`} most={4} />
        <OptionalLink path={`${path}.link`} label="A click anywhere on it leads somewhere" />
      </Part>
      <Part title="Look">
        <PositionField path={`${path}.position`} />
        <SwitchField path={`${path}.hasOverlay`} label="Dim the page behind it" />
        <ColoursFields path={`${path}.colours`} />
      </Part>
      <Part title="Extras">
        <CountdownFields path={`${path}.countdown`} />
        <TeaserFields path={`${path}.teaser`} />
      </Part>
    </>
  );
}
