import type { ReactNode, SyntheticEvent } from 'react';
import './field.css';

type Props = {
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  /** Said of it aloud. */ readonly name: string;
};

/** One column, at most 640 wide; Enter submits, the browser's own bubbles stay away. */
export function Form({ children, onSubmit, name }: Props): ReactNode {
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="m-form" noValidate aria-label={name} onSubmit={submit}>
      {children}
    </form>
  );
}
