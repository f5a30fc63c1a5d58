import { Group, Input, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { useId } from 'react';

import type { ButtonAction, Horizontal, PositionInput, Vertical } from '~/gql/graphql';

import classes from '../campaigns.module.css';
import { useCampaignForm, useField } from '../form/campaignForm';
import { ColourField, MomentField, NumberField, ParagraphField, SegmentedField, SelectField, SwitchField, TextField } from '../form/fields';
import { Items, Optional } from '../form/groups';
import { words } from '../form/wording';

/** Where a click leads. */
export function LinkFields({ path, label = 'Address' }: { path: string; label?: string }) {
  return (
    <Group align="flex-end" gap="sm">
      <div style={{ flex: '1 1 12rem' }}>
        <TextField path={`${path}.url`} label={label} required placeholder="/offers or https://…" />
      </div>
      <div style={{ paddingBottom: 8 }}>
        <SwitchField path={`${path}.opensNewTab`} label="New tab" />
      </div>
    </Group>
  );
}

export function OptionalLink({ path, label, description }: { path: string; label: string; description?: string }) {
  return (
    <Optional path={path} label={label} description={description} initial={{ url: '/' }}>
      <LinkFields path={path} />
    </Optional>
  );
}

/** A picture, with the words that stand for it. */
export function ImageFields({ path }: { path: string }) {
  const form = useCampaignForm();
  const { value: isDecorative, set } = useField<boolean>(`${path}.isDecorative`);
  return (
    <Stack gap="sm">
      <TextField path={`${path}.url`} label="Address of the picture" required placeholder="/images/… or https://…" />
      {!isDecorative && (
        <TextField
          path={`${path}.alternativeText`}
          label="What it shows"
          description="Read out to those who can’t see it; wanted before publishing."
          required
        />
      )}
      <SwitchField path={`${path}.isDecorative`} label="It is mere decoration" />
      {isDecorative && form.errors[`${path}.alternativeText`] && (
        <Input.Error onClick={() => set(false)}>{form.errors[`${path}.alternativeText`]}</Input.Error>
      )}
      <Items path={`${path}.sources`} noun="Size" label="Other sizes" most={10} make={() => ({ url: '', width: 640 })}>
        {(item) => (
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <TextField path={`${item}.url`} label="Address" required />
            </div>
            <div style={{ width: '7rem' }}>
              <NumberField path={`${item}.width`} label="Width" suffix=" px" min={1} />
            </div>
          </Group>
        )}
      </Items>
    </Stack>
  );
}

export function OptionalImage({ path, label }: { path: string; label: string }) {
  return (
    <Optional path={path} label={label} initial={{ url: '', alternativeText: '', isDecorative: false }}>
      <ImageFields path={path} />
    </Optional>
  );
}

const BANNER_ACTIONS: ButtonAction[] = ['OPEN_LINK', 'CLOSE', 'COPY_COUPON'];

export function ButtonsField({ path, most }: { path: string; most: number }) {
  return (
    <Items
      path={path}
      noun="Button"
      label="Buttons"
      most={most}
      make={() => ({ label: 'Shop now', action: 'OPEN_LINK', link: { url: '/' } })}
    >
      {(item) => <ButtonFields path={item} />}
    </Items>
  );
}

function ButtonFields({ path }: { path: string }) {
  const form = useCampaignForm();
  const { value: action } = useField<ButtonAction>(`${path}.action`);
  const setAction = (chosen: string) => {
    form.setFieldValue(`${path}.action`, chosen as never);
    form.setFieldValue(`${path}.link`, (chosen === 'OPEN_LINK' ? { url: '/' } : undefined) as never);
  };
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextField path={`${path}.label`} label="Label" required />
        <NativeSelect
          label="What it does"
          id={`${path}.action`}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        >
          {BANNER_ACTIONS.map((name) => (
            <option key={name} value={name}>
              {words(name)}
            </option>
          ))}
        </NativeSelect>
      </SimpleGrid>
      {action === 'OPEN_LINK' && <LinkFields path={`${path}.link`} label="Where it leads" />}
    </>
  );
}

const VERTICALS: Vertical[] = ['TOP', 'MIDDLE', 'BOTTOM'];
const HORIZONTALS: Horizontal[] = ['LEFT', 'CENTRE', 'RIGHT'];

/** One of nine places in the window. */
export function PositionField({ path, label = 'Place in the window' }: { path: string; label?: string }) {
  const name = useId();
  const { value, error, set } = useField<PositionInput>(path);
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <div className={classes.places} role="radiogroup" aria-label={label}>
        {VERTICALS.flatMap((vertical) =>
          HORIZONTALS.map((horizontal) => (
            <label key={`${vertical} ${horizontal}`} className={classes.place}>
              <input
                type="radio"
                name={name}
                aria-label={`${words(vertical)}, ${words(horizontal).toLowerCase()}`}
                checked={(value?.vertical ?? 'MIDDLE') === vertical && (value?.horizontal ?? 'CENTRE') === horizontal}
                onChange={() => set({ vertical, horizontal })}
              />
            </label>
          )),
        )}
      </div>
    </Input.Wrapper>
  );
}

export function ColoursFields({ path }: { path: string }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <ColourField path={`${path}.text`} label="Text" />
      <ColourField path={`${path}.background`} label="Background" />
      <ColourField path={`${path}.buttonText`} label="Text of buttons" />
      <ColourField path={`${path}.buttonBackground`} label="Buttons" />
    </SimpleGrid>
  );
}

export function TeaserFields({ path }: { path: string }) {
  return (
    <Optional
      path={path}
      label="A small tab in its place"
      description="A click on it opens the campaign again."
      initial={{ label: 'Your offer', moment: 'AFTER_CLOSE', position: { vertical: 'BOTTOM', horizontal: 'LEFT' } }}
    >
      <TextField path={`${path}.label`} label="On the tab" required />
      <SegmentedField path={`${path}.moment`} label="When it stands there" names={['BEFORE', 'AFTER_CLOSE', 'ALWAYS']} />
      <PositionField path={`${path}.position`} label="Place of the tab" />
    </Optional>
  );
}

export function CountdownFields({ path }: { path: string }) {
  const { value, set } = useField<{ endsAt?: string; secondsFromFirstDisplay?: number; whenOver?: string }>(path);
  const isForAll = value?.secondsFromFirstDisplay == null;
  return (
    <Optional
      path={path}
      label="A clock that runs down"
      initial={{ label: 'Ends in', secondsFromFirstDisplay: 3600, whenOver: 'HIDE' }}
    >
      <TextField path={`${path}.label`} label="Beside the clock" />
      <NativeSelect
        label="It runs"
        value={isForAll ? 'moment' : 'visitor'}
        onChange={(event) =>
          set({
            ...value,
            endsAt: event.currentTarget.value === 'moment' ? value?.endsAt : undefined,
            secondsFromFirstDisplay: event.currentTarget.value === 'moment' ? undefined : 3600,
          })
        }
      >
        <option value="moment">to one moment, for everybody</option>
        <option value="visitor">for so long from each visitor’s first display</option>
      </NativeSelect>
      {isForAll ? (
        <MomentField path={`${path}.endsAt`} label="Until" />
      ) : (
        <NumberField path={`${path}.secondsFromFirstDisplay`} label="For" suffix=" seconds" min={1} />
      )}
      <SelectField
        path={`${path}.whenOver`}
        label="When it is over"
        names={['HIDE', 'SHOW_TEXT']}
        labels={{ HIDE: 'Show the campaign no more', SHOW_TEXT: 'Show a text in the clock’s place' }}
      />
      {value?.whenOver === 'SHOW_TEXT' && <TextField path={`${path}.overText`} label="That text" required />}
    </Optional>
  );
}

export function ThankYouFields({ path }: { path: string }) {
  return (
    <Stack gap="sm">
      <ParagraphField
        path={`${path}.text`}
        label="Thanks"
        description="Stands there once it is sent. {{couponCode}} becomes the visitor’s coupon."
        required
      />
      <NumberField path={`${path}.closesAfterSeconds`} label="Closes by itself after" suffix=" seconds" placeholder="Never" min={1} max={600} />
      <ButtonsField path={`${path}.buttons`} most={2} />
    </Stack>
  );
}
