import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { IconSprite } from '../ui/sign/icon.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

export function Desk(): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <IconSprite />
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
