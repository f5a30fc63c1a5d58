import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useQuery } from 'urql';

import { graphql } from '~/gql';

import { useField } from '../form/campaignForm';
import { NumberField, SegmentedField, SelectField, TextField } from '../form/fields';
import { Items, Optional } from '../form/groups';
import { useSegmentChoices } from '../audience/useSegmentChoices';

const POOLS = graphql(`
  query OfferPools {
    couponPools {
      key
      name
      free
    }
  }
`);

/** What code a visitor gets, if any. */
export function OptionalOffer({ path, label, description }: { path: string; label: string; description?: string }) {
  return (
    <Optional path={path} label={label} description={description} initial={{ code: 'WELCOME10', reveal: 'ON_DISPLAY', reservedMinutes: 60 }}>
      <CodeFields path={path} />
      <SegmentedField
        path={`${path}.reveal`}
        label="The visitor learns it"
        names={['ON_DISPLAY', 'ON_CONVERSION']}
        labels={{ ON_DISPLAY: 'with the display', ON_CONVERSION: 'with the sign-up or answer' }}
      />
      <NumberField
        path={`${path}.reservedMinutes`}
        label="A code of a pool is held for"
        description="While the visitor hasn’t learnt it yet."
        suffix=" minutes"
        min={1}
        max={43200}
      />
      <Tiers path={`${path}.tiers`} />
    </Optional>
  );
}

function CodeFields({ path }: { path: string }) {
  const [{ data }] = useQuery({ query: POOLS });
  const { value, set } = useField<{ code?: string; pool?: string }>(path);
  const pools = data?.couponPools ?? [];
  const isPool = value?.pool !== undefined;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label="Where it comes from"
        value={isPool ? 'pool' : 'code'}
        onChange={(event) =>
          set(
            event.currentTarget.value === 'pool'
              ? { ...value, code: undefined, pool: pools[0]?.key ?? '' }
              : { ...value, code: '', pool: undefined },
          )
        }
      >
        <option value="code">One code for all</option>
        <option value="pool" disabled={pools.length === 0}>
          A pool, one code each
        </option>
      </NativeSelect>
      {isPool ? (
        <SelectField
          path={`${path}.pool`}
          label="Pool"
          names={pools.map(({ key }) => key)}
          labels={Object.fromEntries(pools.map(({ key, name, free }) => [key, `${name} (${free} free)`]))}
        />
      ) : (
        <TextField path={`${path}.code`} label="Code" required />
      )}
    </SimpleGrid>
  );
}

function Tiers({ path }: { path: string }) {
  const segments = useSegmentChoices();
  return (
    <Items
      path={path}
      noun="Tier"
      label="Others by segment"
      description="The first whose segment the visitor is in takes the place of the code above."
      most={20}
      make={() => ({ segment: segments[0]?.value ?? '', code: 'VIP20' })}
    >
      {(tier) => (
        <>
          <SelectField
            path={`${tier}.segment`}
            label="Segment"
            names={segments.map(({ value }) => value)}
            labels={Object.fromEntries(segments.map(({ value, label }) => [value, label]))}
          />
          <CodeFields path={tier} />
        </>
      )}
    </Items>
  );
}
