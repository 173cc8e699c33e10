import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { AntdFrame } from '../../app/antd-frame.tsx';
import type { FloatProps } from './modal.tsx';
import './float.css';

export function AntdDrawer({ title, onClose, foot, width = 560, children }: FloatProps): ReactNode {
  return (
    <AntdFrame>
      <Drawer
        open
        title={title}
        size={Math.min(width, window.innerWidth)}
        onClose={onClose}
        footer={foot === undefined ? null : <div className="m-float-foot">{foot}</div>}
      >
        {children}
      </Drawer>
    </AntdFrame>
  );
}
