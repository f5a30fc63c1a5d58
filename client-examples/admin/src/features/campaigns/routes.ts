import type { RouteObject } from 'react-router';

export const campaignsRoutes: RouteObject[] = [{ path: 'campaigns', lazy: () => import('./CampaignsPage') }];
