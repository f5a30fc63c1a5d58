import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { problemsOf } from '~/api/refusals';
import { useChange } from '~/api/useChange';
import { PageHeader } from '~/components/PageHeader';
import { isComplete } from '~/components/rules/completeness';
import { newGroup } from '~/components/rules/draft';
import { writeRule } from '~/components/rules/json';
import { graphql } from '~/gql';

import { SegmentBuilder, type SegmentDraft } from './SegmentBuilder';

const CREATE_SEGMENT = graphql(`
  mutation CreateSegment($input: CreateSegmentInput!) {
    createSegment(input: $input) {
      __typename
      ... on SegmentChanged {
        segment {
          key
          revision
        }
      }
      ...Refusal
    }
  }
`);

export function Component() {
  const [draft, setDraft] = useState<SegmentDraft>(() => ({ key: '', name: '', description: '', rule: newGroup('all') }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [create, isCreating] = useChange(CREATE_SEGMENT);
  const navigate = useNavigate();
  const isReady = Boolean(draft.name && draft.key) && isComplete(draft.rule);

  const save = async () => {
    setErrors({});
    const { key, name, description, rule } = draft;
    const created = await create(
      { input: { key, name, description, rule: writeRule(rule).rule } },
      {
        done: `“${name}” is saved as a draft`,
        shown: (refusal) => {
          if (refusal.__typename === 'KeyTaken') setErrors({ key: refusal.message });
          const problems = problemsOf(refusal).filter(({ path }) => path.at(-1) === 'key' || path.at(-1) === 'name');
          if (problems.length > 0) setErrors(Object.fromEntries(problems.map(({ path, message }) => [path.at(-1), message])));
          return refusal.__typename === 'KeyTaken' || problems.length > 0;
        },
      },
    );
    if (created) await navigate(`/segments/${created.segment.key}`);
  };
  useHotkeys([['mod+S', () => isReady && void save()]], []);

  return (
    <>
      <PageHeader
        title="New segment"
        description="Build the rule and watch whom it finds. Nobody is in the segment until you publish it."
        actions={
          <Button disabled={!isReady} loading={isCreating} onClick={() => void save()}>
            Save draft
          </Button>
        }
      />
      <SegmentBuilder draft={draft} onChange={setDraft} isNew errors={errors} />
    </>
  );
}
