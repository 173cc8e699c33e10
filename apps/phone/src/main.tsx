import './ui/old-browsers.ts';
import './ui/page.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { placeOf } from './ballot/place.ts';
import { VotingPage } from './ballot/voting-page.tsx';
import { Frame } from './ui/frame.tsx';
import { sayIn, Speaking, type Language } from './ui/say.ts';

const speakings = { zh: { language: 'zh', say: sayIn('zh') }, en: { language: 'en', say: sayIn('en') } } as const;

function Page(): JSX.Element {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  const [language, setLanguage] = useState<Language>(navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh');
  const [isElder, setElder] = useState(place.code !== null || place.isKiosk);
  useEffect(() => {
    const look = () => setPlace(placeOf(location.hash));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  useEffect(() => {
    const page = document.documentElement;
    page.lang = language === 'zh' ? 'zh-Hans' : 'en';
    page.dataset['mode'] = isElder ? 'elder' : '';
    document.title = sayIn(language)('title');
  }, [language, isElder]);
  return (
    <Speaking.Provider value={speakings[language]}>
      <Frame
        isElder={isElder}
        change={(wish) => {
          if (wish.language !== undefined) setLanguage(wish.language);
          if (wish.isElder !== undefined) setElder(wish.isElder);
        }}
      >
        <VotingPage key={`${place.poll ?? ''}.${place.code ?? ''}`} place={place} />
      </Frame>
    </Speaking.Provider>
  );
}

const page = document.querySelector('#page');
if (page !== null) render(<Page />, page);
