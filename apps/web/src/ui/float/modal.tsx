import { lazy, Suspense, type ReactNode } from 'react';

export type FloatProps = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly foot?: ReactNode;
  readonly width?: number;
  readonly children: ReactNode;
};

const AntdModal = lazy(async () => ({ default: (await import('./antd-modal.tsx')).AntdModal }));

/** Rendered while it is open: `{asking && <Modal …/>}`. */
export function Modal(props: FloatProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <AntdModal {...props} />
    </Suspense>
  );
}
