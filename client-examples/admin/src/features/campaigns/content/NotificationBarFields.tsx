import { NumberField, SegmentedField, SwitchField, TextField } from '../form/fields';
import { Items } from '../form/groups';
import { Part } from './Part';
import { ButtonsField, ColoursFields, CountdownFields, OptionalImage, OptionalLink } from './parts';

export function NotificationBarFields({ path }: { path: string }) {
  return (
    <>
      <Part title="Lines" description="Several take turns.">
        <Items path={`${path}.messages`} noun="Line" most={10} least={1} make={() => ({ text: '' })}>
          {(item) => (
            <>
              <TextField path={`${item}.text`} label="Text" required />
              <OptionalLink path={`${item}.link`} label="A click leads somewhere" />
            </>
          )}
        </Items>
        <NumberField path={`${path}.rotatesEverySeconds`} label="Each line stands" suffix=" seconds" min={2} max={600} />
        <ButtonsField path={`${path}.buttons`} most={2} />
      </Part>
      <Part title="Look">
        <SegmentedField path={`${path}.edge`} label="Edge of the window" names={['TOP', 'BOTTOM']} />
        <SwitchField path={`${path}.isSticky`} label="Stay in view while the page is scrolled" />
        <ColoursFields path={`${path}.colours`} />
        <OptionalImage path={`${path}.backgroundImage`} label="A picture behind the text" />
      </Part>
      <Part title="Extras">
        <CountdownFields path={`${path}.countdown`} />
      </Part>
    </>
  );
}
