import { QRCode } from 'antd';
import type { ReactNode } from 'react';
import { AntdFrame } from '../app/antd-frame.tsx';

/** Black on white whatever the colours of the page: that is what telephones read. */
export function QrCode({ value, size }: { readonly value: string; readonly size: number }): ReactNode {
  return (
    <AntdFrame>
      <QRCode type="svg" value={value} size={size} errorLevel="M" color="#000" bgColor="#fff" />
    </AntdFrame>
  );
}
