import type { ReactNode } from 'react';
import { Icon } from '../sign/icon.tsx';
import './find-box.css';

type Props = {
  /** Said aloud; the placeholder shows what may be typed. */
  readonly name: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: () => void;
};

export function FindBox({ name, placeholder, value, onChange, onSubmit }: Props): ReactNode {
  return (
    <label className="m-find">
      <Icon name="search" />
      <input
        type="search"
        aria-label={name}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onSubmit?.()}
      />
    </label>
  );
}
