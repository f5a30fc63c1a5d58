import type { RouteObject } from 'react-router';

export const visitorsRoutes: RouteObject[] = [
  { path: 'visitors', lazy: () => import('./VisitorsPage') },
  { path: 'visitors/:id', lazy: () => import('./VisitorPage') },
];
