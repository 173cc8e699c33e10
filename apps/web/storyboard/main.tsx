// Our own pictures of the components, served in development only: /storyboard/?board=overview&lang=en
import { QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../src/app/i18n/start-i18n.ts';
import { queryClient } from '../src/app/query-client.ts';
import { settleSurroundings } from '../src/app/surroundings.ts';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import './storyboard.css';
import { IconSprite } from '../src/ui/sign/icon.tsx';
import { ImportReconcile } from './import-reconcile.tsx';
import { Overview } from './overview.tsx';
import { Parts } from './parts.tsx';
import { RecordMeeting } from './record-meeting.tsx';
import { UnitGate } from './unit-gate.tsx';

const boards: Record<string, () => ReactNode> = {
  overview: Overview,
  gate: UnitGate,
  meeting: RecordMeeting,
  import: ImportReconcile,
  parts: Parts,
};

settleSurroundings(location.search);
startI18n();
const asked = new URLSearchParams(location.search).get('board') ?? 'overview';
const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <IconSprite />
      {createElement(boards[asked] ?? Overview)}
    </QueryClientProvider>,
  );
}
