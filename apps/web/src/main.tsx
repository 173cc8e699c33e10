import './app/old-browsers.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './app/desk.tsx';
import { startI18n } from './app/i18n/start-i18n.ts';
import { followNewDesk } from './app/new-desk.ts';
import { settleSurroundings } from './app/surroundings.ts';
import './ui/tokens.css';
import './ui/base.css';

settleSurroundings(location.search);
followNewDesk();
startI18n();

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
