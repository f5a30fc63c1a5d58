import type { RouteObject } from 'react-router';

export const campaignsRoutes: RouteObject[] = [
  { path: 'campaigns', lazy: () => import('./CampaignsPage') },
  { path: 'campaigns/new', lazy: () => import('./NewCampaignPage') },
  {
    path: 'campaigns/:id',
    lazy: () => import('./CampaignPage'),
    children: [
      { index: true, lazy: () => import('./form/EditTab') },
      { path: 'results', lazy: () => import('./results/ResultsTab') },
      { path: 'versions', lazy: () => import('./life/VersionsTab') },
      { path: 'visitor', lazy: () => import('./life/VisitorTab') },
    ],
  },
];
