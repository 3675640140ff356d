import type { RouteObject } from 'react-router';
import { Lines } from '@/ui/States';
import { Crash, NotFound } from './Crash';
import { Gate } from './Gate';
import { Shell } from './Shell';

/** Every page is a file of its own, fetched when it is first visited. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <Crash />,
    HydrateFallback: Lines,
    children: [
      {
        element: <Gate />,
        errorElement: <Crash />,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('@/pages/today/TodayPage')).TodayPage }),
          },
          {
            path: 'products',
            lazy: async () => ({ Component: (await import('@/pages/products/ProductsPage')).ProductsPage }),
          },
          {
            path: 'products/:id',
            lazy: async () => ({ Component: (await import('@/pages/product/ProductPage')).ProductPage }),
          },
          {
            path: 'orders',
            lazy: async () => ({ Component: (await import('@/pages/orders/OrdersPage')).OrdersPage }),
          },
          {
            path: 'calendar',
            lazy: async () => ({ Component: (await import('@/pages/calendar/CalendarPage')).CalendarPage }),
          },
          {
            path: 'purchase-orders',
            lazy: async () => ({
              Component: (await import('@/pages/purchase-orders/PurchaseOrdersPage')).PurchaseOrdersPage,
            }),
          },
          {
            path: 'purchase-orders/:id',
            lazy: async () => ({
              Component: (await import('@/pages/purchase-orders/PurchaseOrderPage')).PurchaseOrderPage,
            }),
          },
          {
            path: 'purchase-orders/:id/receive',
            lazy: async () => ({
              Component: (await import('@/pages/purchase-orders/ReceivePage')).ReceivePage,
            }),
          },
          {
            path: 'suppliers',
            lazy: async () => ({
              Component: (await import('@/pages/suppliers/SuppliersPage')).SuppliersPage,
            }),
          },
          {
            path: 'suppliers/:id',
            lazy: async () => ({
              Component: (await import('@/pages/suppliers/SupplierPage')).SupplierPage,
            }),
          },
          {
            path: 'import/:uploadId?',
            lazy: async () => ({ Component: (await import('@/pages/import/ImportPage')).ImportPage }),
          },
          {
            path: 'reports',
            lazy: async () => ({ Component: (await import('@/pages/reports/ReportsPage')).ReportsPage }),
          },
        ],
      },
      {
        path: 'settings',
        lazy: async () => ({ Component: (await import('@/pages/settings/SettingsPage')).SettingsPage }),
      },
      { path: '*', element: <NotFound /> },
    ],
  },
];
