import type { ComponentChildren, JSX } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { onVoices, readAloud } from './read-aloud.ts';
import { Speaking, useSay, type Language } from './say.ts';

interface Reading {
  readonly language: Language;
  readonly isElder: boolean;
  readonly change: (reading: { readonly language?: Language; readonly isElder?: boolean }) => void;
}

/** What every page has: its name, larger letters, another language, and a voice where the device has one. */
export function Frame({
  isElder,
  change,
  children,
}: Omit<Reading, 'language'> & { children: ComponentChildren }): JSX.Element {
  const { language, say } = useContext(Speaking);
  const [canRead, setCanRead] = useState(false);
  const read = useRef<HTMLDivElement>(null);
  useEffect(() => onVoices(language, setCanRead), [language]);
  return (
    <main>
      <header class="bar">
        <span>{say('title')}</span>
        {canRead && (
          <button type="button" class="plain" onClick={() => readAloud(read.current?.innerText ?? '', language)}>
            {say('read')}
          </button>
        )}
        <button type="button" class="plain" onClick={() => change({ isElder: !isElder })}>
          {say(isElder ? 'smaller' : 'larger')}
        </button>
        <button
          type="button"
          class="plain"
          lang={language === 'zh' ? 'en' : 'zh-Hans'}
          onClick={() => change({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {say('other-language')}
        </button>
      </header>
      <div ref={read} class="read">
        {children}
      </div>
    </main>
  );
}

/** The head of a step: whom the vote is about, and the one thing that this page says or asks. It takes the focus, so that it is read out. */
export function Head({
  units,
  children,
}: {
  readonly units: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [children]);
  return (
    <>
      <p class="unit">{units}</p>
      <h1 ref={head} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}

export function Foot({ onLeave }: { readonly onLeave: () => void }): JSX.Element {
  const say = useSay();
  return (
    <footer class="foot">
      <button type="button" class="plain" onClick={onLeave}>
        {say('leave')}
      </button>
    </footer>
  );
}
