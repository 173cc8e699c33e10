import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { AntdFrame } from '../../app/antd-frame.tsx';
import type { FloatProps } from './modal.tsx';
import './float.css';

export function AntdModal({ title, onClose, foot, width = 480, children }: FloatProps): ReactNode {
  return (
    <AntdFrame>
      <Modal
        open
        title={title}
        width={width}
        onCancel={onClose}
        footer={foot === undefined ? null : <div className="m-float-foot">{foot}</div>}
      >
        {children}
      </Modal>
    </AntdFrame>
  );
}
