import type { ReactNode } from 'react';
import { Anchor } from '../ui/frame/anchor.tsx';
import { LanguageSwitch } from '../ui/frame/language-switch.tsx';
import { Brand } from '../ui/sign/mark.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './entrance.css';
import { InstanceLines } from './desk-bar.tsx';
import { useInstance } from './instance.ts';

type Props = { readonly title: ReactNode; readonly about?: ReactNode; readonly children: ReactNode };

/** The pages before one is known: the brand, whose installation it is, one form. */
export function Entrance({ title, about, children }: Props): ReactNode {
  const { data: instance } = useInstance();
  return (
    <>
      <InstanceLines />
      <header className="m-entrance-bar">
        <Anchor href="/login">
          <Brand />
        </Anchor>
        <LanguageSwitch />
      </header>
      <main id="main" className="m-entrance">
        {instance !== undefined && instance.state === 'ready' && (
          <p className="m-entrance-whose">
            <UserText>{instance.name}</UserText>
          </p>
        )}
        <h1>{title}</h1>
        {about !== undefined && <p className="m-entrance-about">{about}</p>}
        {children}
      </main>
    </>
  );
}
