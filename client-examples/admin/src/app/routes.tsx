import type { RouteObject } from 'react-router';

import { answersRoutes } from '~/features/answers/routes';
import { auditLogRoutes } from '~/features/audit-log/routes';
import { campaignsRoutes } from '~/features/campaigns/routes';
import { couponsRoutes } from '~/features/coupons/routes';
import { dashboardRoutes } from '~/features/dashboard/routes';
import { keysRoutes } from '~/features/keys/routes';
import { segmentsRoutes } from '~/features/segments/routes';
import { settingsRoutes } from '~/features/settings/routes';
import { signUpsRoutes } from '~/features/sign-ups/routes';
import { smartSegmentsRoutes } from '~/features/smart-segments/routes';
import { suppressionsRoutes } from '~/features/suppressions/routes';
import { visitorsRoutes } from '~/features/visitors/routes';

import { Shell } from './Shell';
import { NotFoundPage, PageFailure } from './PageFailure';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <PageFailure />,
    children: [
      {
        errorElement: <PageFailure />,
        children: [
          ...dashboardRoutes,
          ...segmentsRoutes,
          ...smartSegmentsRoutes,
          ...visitorsRoutes,
          ...campaignsRoutes,
          ...couponsRoutes,
          ...signUpsRoutes,
          ...answersRoutes,
          ...suppressionsRoutes,
          ...settingsRoutes,
          ...keysRoutes,
          ...auditLogRoutes,
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
