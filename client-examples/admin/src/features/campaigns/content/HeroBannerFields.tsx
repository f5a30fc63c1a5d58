import { Stack, Text } from '@mantine/core';

import { NumberField, ParagraphField, TextField } from '../form/fields';
import { Part } from './Part';
import { ButtonsField, ColoursFields, CountdownFields, ImageFields, OptionalImage, OptionalLink } from './parts';

export function HeroBannerFields({ path }: { path: string }) {
  return (
    <>
      <Part title="Words">
        <TextField path={`${path}.heading`} label="Headline" required />
        <ParagraphField path={`${path}.text`} label="A line or two below it" />
        <ButtonsField path={`${path}.buttons`} most={2} />
        <OptionalLink path={`${path}.link`} label="A click on the picture leads somewhere" />
      </Part>
      <Part title="Picture">
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            For wide windows
          </Text>
          <ImageFields path={`${path}.desktopImage`} />
        </Stack>
        <OptionalImage path={`${path}.mobileImage`} label="Another picture for narrow windows" />
      </Part>
      <Part title="Look and extras">
        <ColoursFields path={`${path}.colours`} />
        <NumberField path={`${path}.order`} label="Order" description="Of several in one slot, the lowest stands first." min={0} max={1000} />
        <CountdownFields path={`${path}.countdown`} />
      </Part>
    </>
  );
}
