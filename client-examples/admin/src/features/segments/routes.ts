import type { RouteObject } from 'react-router';

export const segmentsRoutes: RouteObject[] = [{ path: 'segments', lazy: () => import('./SegmentsPage') }];
