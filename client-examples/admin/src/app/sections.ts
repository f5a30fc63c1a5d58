import {
  IconAddressBook,
  IconAdjustments,
  IconChartBar,
  IconFilter,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconMailOff,
  IconMailPlus,
  IconSparkles,
  IconSpeakerphone,
  IconTicket,
  type Icon,
} from '@tabler/icons-react';

export interface Section {
  path: string;
  label: string;
  icon: Icon;
  /** What the command palette finds it by, beside its label. */
  description: string;
}

export interface SectionGroup {
  label: string;
  sections: Section[];
}

/** The navigation, in order. */
export const SECTION_GROUPS: SectionGroup[] = [
  {
    label: 'Overview',
    sections: [
      { path: '/', label: 'Dashboard', icon: IconLayoutDashboard, description: 'How the store does' },
    ],
  },
  {
    label: 'Audience',
    sections: [
      { path: '/segments', label: 'Segments', icon: IconFilter, description: 'Groups of visitors by your own rules' },
      { path: '/smart-segments', label: 'Smart segments', icon: IconSparkles, description: 'The ten that Segue works out from orders' },
      { path: '/visitors', label: 'Visitors', icon: IconAddressBook, description: 'Who they are, and why they see what they see' },
    ],
  },
  {
    label: 'Content',
    sections: [
      { path: '/campaigns', label: 'Campaigns', icon: IconSpeakerphone, description: 'Popups, forms, surveys, bars and banners' },
      { path: '/coupons', label: 'Coupons', icon: IconTicket, description: 'Pools of single-use codes' },
    ],
  },
  {
    label: 'Results',
    sections: [
      { path: '/sign-ups', label: 'Sign-ups', icon: IconMailPlus, description: 'E-mail addresses that visitors left' },
      { path: '/answers', label: 'Survey answers', icon: IconChartBar, description: 'What visitors answered' },
      { path: '/suppressions', label: 'Suppressions', icon: IconMailOff, description: 'Addresses never to subscribe' },
    ],
  },
  {
    label: 'Store',
    sections: [
      { path: '/settings', label: 'Settings', icon: IconAdjustments, description: 'Hold-out and display limits' },
      { path: '/keys', label: 'API keys', icon: IconKey, description: 'What storefronts and servers sign in with' },
      { path: '/audit-log', label: 'Audit log', icon: IconHistory, description: 'Who changed what, and when' },
    ],
  },
];

export const SECTIONS: Section[] = SECTION_GROUPS.flatMap((group) => group.sections);
