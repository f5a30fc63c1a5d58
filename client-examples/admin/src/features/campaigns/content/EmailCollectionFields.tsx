import { Group, SimpleGrid } from '@mantine/core';

import type { EmailFormFieldInput, FieldKind, FormStepInput, WheelSliceInput } from '~/gql/graphql';

import { useField } from '../form/campaignForm';
import { NumberField, ParagraphField, SelectField, SwitchField, TextField } from '../form/fields';
import { Items, Optional } from '../form/groups';
import { words } from '../form/wording';
import { OptionalOffer } from '../offer/OfferFields';
import { freeKey } from './keys';
import { Part } from './Part';
import { ColoursFields, CountdownFields, OptionalImage, PositionField, TeaserFields, ThankYouFields } from './parts';

const FIELD_KINDS: FieldKind[] = ['FIRST_NAME', 'LAST_NAME', 'PHONE', 'BIRTH_DATE', 'TEXT', 'CHOICE', 'CHECKBOX'];

export function EmailCollectionFields({ path }: { path: string }) {
  return (
    <>
      <Part title="Words and picture">
        <TextField path={`${path}.title`} label="Headline" required />
        <ParagraphField path={`${path}.description`} label="What the visitor gets for it" />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextField path={`${path}.inputPlaceholder`} label="In the empty input" required />
          <TextField path={`${path}.submitLabel`} label="On the button" required />
        </SimpleGrid>
        <OptionalImage path={`${path}.image`} label="A picture beside the form" />
      </Part>
      <Part title="Consent" description="Nothing can be sent without it, and its wording is kept with every address.">
        <ParagraphField path={`${path}.consent.text`} label="Beside the box to tick" required />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextField path={`${path}.consent.url`} label="Where the whole text is" placeholder="/privacy" />
          <TextField path={`${path}.consent.version`} label="Name of this wording" placeholder="2026-01" />
        </SimpleGrid>
        <Optional
          path={`${path}.doubleOptIn`}
          label="Have the owner confirm the address"
          description="It counts only when the link sent there has been followed."
          initial={{ expiresAfterHours: 48 }}
        >
          <NumberField path={`${path}.doubleOptIn.expiresAfterHours`} label="The link works for" suffix=" hours" min={1} max={2160} />
        </Optional>
        <SwitchField path={`${path}.refusesDisposable`} label="Refuse addresses of services that throw mail away" />
      </Part>
      <Part title="Further questions" description="The first step also asks for the address.">
        <Items
          path={`${path}.steps`}
          noun="Step"
          most={5}
          make={() => ({ fields: [] })}
          summary={(step: FormStepInput, index) => step.title || `Step ${index + 1}: ${(step.fields ?? []).length} fields`}
        >
          {(step) => <StepFields path={step} />}
        </Items>
      </Part>
      <Part title="After it was sent">
        <ThankYouFields path={`${path}.thankYou`} />
        <Optional
          path={`${path}.wheel`}
          label="A wheel of fortune"
          description="It turns once the form is sent; the server draws."
          initial={{
            slices: [
              { key: 'ten', label: '10 % off', weight: 1, coupon: { code: 'TEN' } },
              { key: 'nothing', label: 'Next time', weight: 3 },
            ],
          }}
        >
          <Items
            path={`${path}.wheel.slices`}
            noun="Slice"
            least={2}
            most={24}
            make={(slices) => ({ key: freeKey('prize', slices), label: 'A prize', weight: 1 })}
            summary={(slice: WheelSliceInput) => `${slice.label} · weight ${slice.weight}`}
          >
            {(slice) => <SliceFields path={slice} />}
          </Items>
        </Optional>
      </Part>
      <Part title="Look and extras">
        <PositionField path={`${path}.position`} />
        <SwitchField path={`${path}.hasOverlay`} label="Dim the page behind it" />
        <ColoursFields path={`${path}.colours`} />
        <CountdownFields path={`${path}.countdown`} />
        <TeaserFields path={`${path}.teaser`} />
      </Part>
    </>
  );
}

function StepFields({ path }: { path: string }) {
  return (
    <>
      <TextField path={`${path}.title`} label="Headline of the step" />
      <ParagraphField path={`${path}.description`} label="What it is for" />
      <Items
        path={`${path}.fields`}
        noun="Field"
        most={20}
        make={(fields) => ({ key: freeKey('field', fields), kind: 'FIRST_NAME', label: 'First name' })}
        summary={(field: EmailFormFieldInput) => `${field.label} · ${words(field.kind).toLowerCase()}`}
      >
        {(field) => <FormFieldFields path={field} />}
      </Items>
      <TextField path={`${path}.nextLabel`} label="On the button to the next step" placeholder="Next" />
    </>
  );
}

function FormFieldFields({ path }: { path: string }) {
  const { value: kind } = useField<FieldKind>(`${path}.kind`);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <SelectField path={`${path}.kind`} label="Asks for" names={FIELD_KINDS} />
        <TextField path={`${path}.label`} label="Label" required />
        <TextField path={`${path}.key`} label="Key" description="Sent with the entry." required />
        <TextField path={`${path}.savesAs`} label="Kept as the trait" placeholder="By kind or key" description="Of the visitor." />
      </SimpleGrid>
      {kind !== 'CHECKBOX' && kind !== 'CHOICE' && <TextField path={`${path}.placeholder`} label="While it is empty" />}
      {kind === 'CHOICE' && (
        <Items path={`${path}.options`} noun="Option" label="Options" make={(options) => ({ key: freeKey('option', options), label: '' })}>
          {(option) => (
            <Group gap="sm" grow>
              <TextField path={`${option}.label`} label="Label" required />
              <TextField path={`${option}.key`} label="Key" required />
            </Group>
          )}
        </Items>
      )}
      <SwitchField path={`${path}.isRequired`} label="It can’t be left empty" />
    </>
  );
}

function SliceFields({ path }: { path: string }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextField path={`${path}.label`} label="Label" required />
        <TextField path={`${path}.key`} label="Key" required />
        <NumberField path={`${path}.weight`} label="Weight" min={0} max={10000} />
      </SimpleGrid>
      <OptionalOffer path={`${path}.coupon`} label="It wins a coupon" />
    </>
  );
}
