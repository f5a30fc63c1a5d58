import type { RouteObject } from 'react-router';

export const segmentsRoutes: RouteObject[] = [
  { path: 'segments', lazy: () => import('./SegmentsPage') },
  { path: 'segments/new', lazy: () => import('./NewSegmentPage') },
  { path: 'segments/:key', lazy: () => import('./SegmentPage') },
];
