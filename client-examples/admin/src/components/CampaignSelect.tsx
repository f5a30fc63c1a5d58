import { Select } from '@mantine/core';
import { useQuery } from 'urql';

import { graphql } from '~/gql';
import type { CampaignType } from '~/gql/graphql';

const CAMPAIGN_NAMES = graphql(`
  query CampaignNames($type: CampaignType) {
    campaigns(type: $type, first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export function useCampaignNames(type: CampaignType): { value: string; label: string }[] {
  const [{ data }] = useQuery({ query: CAMPAIGN_NAMES, variables: { type } });
  return (data?.campaigns.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name }));
}

interface Props {
  label: string;
  type: CampaignType;
  value: string;
  onChange: (id: string) => void;
  /** What stands for all of them. */
  all?: string;
}

/** One of the campaigns of a type, or all. */
export function CampaignSelect({ label, type, value, onChange, all }: Props) {
  const names = useCampaignNames(type);
  return (
    <Select
      label={label}
      w={320}
      searchable
      clearable={all !== undefined}
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      placeholder={all ?? 'Choose'}
      data={names}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
