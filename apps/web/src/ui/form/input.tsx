import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import './field.css';

export function Input(props: Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>): ReactNode {
  return <input {...props} className="m-input" />;
}

export function TextArea(props: Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>): ReactNode {
  return <textarea rows={4} {...props} className="m-input" />;
}

/** The browser's own list: for a dozen choices at most; longer ones take a search. */
export function Choice(props: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>): ReactNode {
  return <select {...props} className="m-input" />;
}
