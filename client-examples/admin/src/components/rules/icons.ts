import { IconArrowGuide, IconBrowser, IconClick, IconFilter, IconLink, IconReceipt, IconSparkles, IconTag, IconUser, IconUserQuestion, type Icon } from '@tabler/icons-react';

import type { ConditionKind } from './draft';

export const ICONS: Record<ConditionKind, Icon> = {
  attribute: IconUser,
  orders: IconReceipt,
  smart: IconSparkles,
  behaviour: IconClick,
  sequence: IconArrowGuide,
  unfollowed: IconUserQuestion,
  segment: IconFilter,
  context: IconBrowser,
  queryParameter: IconLink,
  trait: IconTag,
};
