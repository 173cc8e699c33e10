import { drawSample } from '@muster/core/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { UnitSide } from '../../gate/unit-side.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { DrawForm } from './draw-form.tsx';
import { DrawnNote } from './drawn-note.tsx';
import { useNoteDraws, type NoteDraw, type NoteDraws } from './draw-queries.ts';
import '../make-up/make-up.css';
import './notes.css';

export const page = createLazyRoute('/units/$unitId/note-draws')({ component: NoteDrawsPage });

/** Samples of a unit's notes: who drew them, from how many, by which seed, and what was found of each. */
function NoteDrawsPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { unitId } = page.useParams();
  const { data, error, isPending, refetch } = useNoteDraws(unitId);
  const title = t('study.draw.title');
  usePageTitle(title);
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="noteDraws" />}>
        <PageHead title={title} caption={t('study.draw.caption', { team: term('team'), unit: term('unit', 'one') })} />
        {isPending && <Loading rows={6} />}
        {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
        {data?.isOfTheUnit === true && <EmptyLine>{t('study.draw.ofTheUnit', { unit: term('unit') })}</EmptyLine>}
        {data !== undefined && data.drawnFrom !== null && <DrawForm unitId={unitId} from={data.drawnFrom} />}
        {data?.draws.length === 0 && (
          <Sheet>
            <EmptyLine>{t('study.draw.none')}</EmptyLine>
          </Sheet>
        )}
        {data?.draws.map((draw) => (
          <Draw key={draw.id} draw={draw} writings={data.writings} />
        ))}
      </Page>
    </>
  );
}

function Draw({ draw, writings }: { readonly draw: NoteDraw; readonly writings: NoteDraws['writings'] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  const { id, by, at, among, notes } = draw;
  return (
    <Sheet
      title={t('study.draw.ofNotes', { count: notes.length, all: among.length })}
      caption={
        <Facts>
          {titles.stage(draw.stageCode)}
          <Say
            k="study.draw.drawnBy"
            values={{ who: <UserText>{by}</UserText>, date: `${day(civilDate(at))} ${timeText(at, 'minute')}` }}
          />
        </Facts>
      }
    >
      <ul className="study-make-ups">
        {notes.map((drawn) => (
          <li key={drawn.id}>
            <DrawnNote drawId={id} drawn={drawn} writings={writings} />
          </li>
        ))}
      </ul>
      <Seed draw={draw} />
    </Sheet>
  );
}

/** The sample is drawn again here and now: what the record says chance chose is what its seed gives. */
function Seed({ draw: { seed, among, notes } }: { readonly draw: NoteDraw }): ReactNode {
  const t = useText();
  const again = drawSample(among, notes.length, seed);
  const isSame = notes.every(({ id }, place) => again[place] === id);
  return (
    <div className="study-draw-seed">
      <StateWord state={isSame ? 'met' : 'gap'} small>
        {t(isSame ? 'study.draw.same' : 'study.draw.differs')}
      </StateWord>
      <details>
        <summary>{t('study.draw.seed')}</summary>
        <p>{t('study.draw.how')}</p>
        <p className="m-fact">{seed}</p>
        <p>
          {t('study.draw.places', {
            places: notes.map(({ id }) => among.indexOf(id) + 1).join(', '),
            all: among.length,
          })}
        </p>
      </details>
    </div>
  );
}
