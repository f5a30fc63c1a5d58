import { Input, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';

import { AudiencePanel } from '~/components/rules/AudiencePanel';
import { newGroup, type Group, type Part } from '~/components/rules/draft';
import { readRule, writeRule } from '~/components/rules/json';
import { RuleEditor } from '~/components/rules/RuleEditor';
import { partAt, useAudience } from '~/components/rules/useAudience';
import type { RuleInput } from '~/gql/graphql';

import { Part as Fields } from '../content/Part';
import { useCampaignForm, useField } from '../form/campaignForm';
import { ManyField } from '../form/fields';
import { useSegmentChoices } from './useSegmentChoices';

const RULE = 'definition.audience';

/** Whom it is for: segments to choose, and a rule for what no segment says. */
export function AudienceSection() {
  const choices = useSegmentChoices();
  const { rule, change } = useRule();
  const audience = useAudience(useWhole(rule));
  const { problems, failure } = useRuleProblems(rule);
  return (
    <Stack gap="md">
      <Fields title="Audience now" description="Known visitors. Conditions on the page or the device are looked at in each visit.">
        <AudiencePanel audience={audience} />
      </Fields>
      <Fields title="Segments">
        <ManyField
          path="definition.includeSegments"
          label="Only members of any of these"
          description="None: everyone."
          placeholder="Everyone"
          data={choices}
        />
        <ManyField path="definition.excludeSegments" label="Not members of any of these" data={choices} />
      </Fields>
      <Fields title="Further conditions" description="For what no segment says.">
        {failure && <Input.Error>{failure}</Input.Error>}
        <RuleEditor rule={rule} problems={problems} onChange={change} />
      </Fields>
    </Stack>
  );
}

/** The rule as it is being built; what else replaces it in the form is read anew. */
function useRule() {
  const { value, set } = useField<RuleInput>(RULE);
  const json = JSON.stringify(value ?? { all: [] });
  const [draft, setDraft] = useState(() => ({ json, rule: readRule(JSON.parse(json)) }));
  const isOurs = draft.json === json;
  const rule = useMemo(() => (isOurs ? draft.rule : readRule(JSON.parse(json))), [isOurs, draft, json]);
  const change = (changed: Group) => {
    const written = writeRule(changed).rule;
    setDraft({ json: JSON.stringify(written), rule: changed });
    set(written);
  };
  return { rule, change };
}

/** Rule and segments as one, as they are looked at together. */
function useWhole(rule: Group): Group {
  const { includeSegments, excludeSegments } = useCampaignForm().values.definition;
  const segments = JSON.stringify(membership(includeSegments ?? [], excludeSegments ?? []));
  const parts = useMemo<Part[]>(() => readRule(JSON.parse(segments)).parts, [segments]);
  return useMemo(() => newGroup('all', [rule, ...parts]), [rule, parts]);
}

function membership(included: string[], excluded: string[]): RuleInput {
  const member = (key: string): RuleInput => ({ segment: { key } });
  return {
    all: [
      ...(included.length > 0 ? [{ any: included.map(member) }] : []),
      ...(excluded.length > 0 ? [{ not: { any: excluded.map(member) } }] : []),
    ],
  };
}

/** What the server found wrong with the rule, by the part's id; the rest of it stands above all parts. */
function useRuleProblems(rule: Group) {
  const { errors } = useCampaignForm();
  return useMemo(() => {
    const { ids } = writeRule(rule);
    const found = Object.entries(errors).filter(([path]) => path.startsWith(`${RULE}.`));
    const problems = new Map(found.map(([path, message]) => [partAt(path.slice(RULE.length + 1).split('.'), ids), String(message)]));
    return { problems, failure: errors[RULE] };
  }, [rule, errors]);
}
