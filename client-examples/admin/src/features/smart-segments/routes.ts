import type { RouteObject } from 'react-router';

export const smartSegmentsRoutes: RouteObject[] = [
  { path: 'smart-segments', lazy: () => import('./SmartSegmentsPage') },
  { path: 'smart-segments/:key', lazy: () => import('./SmartSegmentPage') },
];
