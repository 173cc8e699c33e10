import { lazy, Suspense, type ReactNode } from 'react';
import type { FloatProps } from './modal.tsx';

const AntdDrawer = lazy(async () => ({ default: (await import('./antd-drawer.tsx')).AntdDrawer }));

/** A list behind a figure, a record beside its table. Rendered while it is open. */
export function Drawer(props: FloatProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <AntdDrawer {...props} />
    </Suspense>
  );
}
