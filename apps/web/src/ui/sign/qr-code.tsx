import { QRCode } from 'antd';
import type { ReactNode } from 'react';
import { AntdFrame } from '../../app/antd-frame.tsx';
import './qr-code.css';

/**
 * Black on white whatever the colours of the page: that is what telephones read. Whoever shows it gives it its name. Of a text in parts each part
 * takes as little room as its letters allow.
 */
export function QrCode({ value, size }: { readonly value: string | string[]; readonly size: number }): ReactNode {
  return (
    <AntdFrame>
      <div className="m-qr" aria-hidden="true" style={{ maxWidth: size }}>
        <QRCode
          type="svg"
          value={value}
          size={size}
          bordered={false}
          errorLevel="M"
          color="#000"
          bgColor="#fff"
          style={{ width: '100%', height: 'auto', padding: 0 }}
        />
      </div>
    </AntdFrame>
  );
}
