import { Group, SimpleGrid, Stack } from '@mantine/core';

import type { CampaignType, Device, PageType, TextMatch } from '~/gql/graphql';

import { Part } from '../content/Part';
import { ChipsField, NumberField, SelectField, SwitchField, TagsField, TextField } from './fields';
import { Items } from './groups';

const PAGE_TYPES: PageType[] = ['HOME', 'CATEGORY', 'PRODUCT', 'SEARCH', 'BASKET', 'CHECKOUT', 'PURCHASE_SUCCESS', 'ACCOUNT', 'NOT_FOUND', 'OTHER'];
const DEVICES: Device[] = ['DESKTOP', 'MOBILE', 'TABLET', 'ANDROID_APP', 'IOS_APP'];
const DEVICE_LABELS = { ANDROID_APP: 'Android app', IOS_APP: 'iOS app' };
const MATCHES: TextMatch[] = ['GLOB', 'EQUALS', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'REGEX'];
const MATCH_LABELS = { GLOB: 'matches, with * and ?', REGEX: 'matches the expression', EQUALS: 'is', CONTAINS: 'contains', STARTS_WITH: 'starts with', ENDS_WITH: 'ends with' };

/** On which pages and devices it is shown. */
export function PagesSection({ type }: { type: CampaignType }) {
  const page = 'definition.page';
  return (
    <Stack gap="md">
      <Part title="Where">
        <ChipsField path="definition.pageTypes" label="Kinds of page" description="None chosen: on all." names={PAGE_TYPES} />
        <ChipsField path="definition.devices" label="Devices" description="None chosen: on all." names={DEVICES} labels={DEVICE_LABELS} />
        <TextField
          path="definition.placement"
          label="Placement"
          description={type === 'HERO_BANNER' ? 'The slot of the page that it stands in; a hero banner needs one.' : 'The slot of the page that it is meant for, if any.'}
          placeholder="home-hero"
        />
        <SwitchField
          path="definition.isDefault"
          label="Only fill the placement when no other campaign does"
          description="Part of the page: no control group and no limit holds it back."
        />
      </Part>
      <Part title="Addresses" description="Of the path where the value starts with /, else of the whole address.">
        <Patterns path={`${page}.includeUrls`} label="Only on pages like one of these" />
        <Patterns path={`${page}.excludeUrls`} label="Not on pages like one of these" />
        <Items path={`${page}.queryParameters`} noun="Parameter" label="Only with one of these parameters" most={20} make={() => ({ name: 'utm_source', match: 'EQUALS' })}>
          {(item) => (
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
              <TextField path={`${item}.name`} label="Name" required />
              <SelectField path={`${item}.match`} label="Its value" names={MATCHES} labels={MATCH_LABELS} />
              <TextField path={`${item}.value`} label="Value" placeholder="Any" />
            </SimpleGrid>
          )}
        </Items>
      </Part>
      <Part title="The visit">
        <Patterns path={`${page}.referrers`} label="Only for visitors who came from one of these" />
        <TagsField path={`${page}.trafficSources`} label="Sources" description="In the shop’s own words; none: all." placeholder="newsletter" />
        <TagsField path={`${page}.locales`} label="Languages of the page" description="tr stands for tr-TR as well; none: all." placeholder="tr" />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField path={`${page}.minimumBasketTotal`} label="Basket worth at least" min={0} decimals placeholder="Any" />
          <NumberField path={`${page}.maximumBasketTotal`} label="Basket worth at most" min={0} decimals placeholder="Any" />
          <NumberField path={`${page}.minimumBasketItems`} label="At least so many pieces" min={0} placeholder="Any" />
          <NumberField path={`${page}.maximumBasketItems`} label="At most so many pieces" min={0} placeholder="Any" />
        </SimpleGrid>
      </Part>
    </Stack>
  );
}

function Patterns({ path, label }: { path: string; label: string }) {
  return (
    <Items path={path} noun="Address" label={label} make={() => ({ match: 'GLOB', value: '/sale/*' })}>
      {(item) => (
        <Group gap="sm" align="flex-start" grow>
          <SelectField path={`${item}.match`} label="It" names={MATCHES} labels={MATCH_LABELS} />
          <TextField path={`${item}.value`} label="Value" required />
        </Group>
      )}
    </Items>
  );
}
