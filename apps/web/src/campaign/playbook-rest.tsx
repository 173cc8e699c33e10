import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Line, Lines } from './playbook-line.tsx';
import type { PlaybookInForce } from './queries.ts';

type Props = { readonly playbook: PlaybookInForce };

/** What belongs to no one stage: before it, after it, whom it is for, and what is counted by name. */
export function PlaybookRest({ playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { readiness, afterwards, batches, activityKinds, absenceReasons, tracks } = playbook;
  return (
    <>
      <Sheet title={t('campaign.aroundStages')}>
        <Lines title={t('campaign.readiness')} lines={readiness} />
        {afterwards !== null && <Lines title={titles.of(afterwards.title)} lines={afterwards.actions} />}
        <Lines title={t('campaign.plannedBatches')}>
          {batches.map((batch) => (
            <Line
              key={batch.number}
              line={{ code: String(batch.number), title: batch.title, layer: batch.layer, tightenedBy: [] }}
            >
              {t('campaign.window', {
                from: batch.from ?? t('campaign.notSet'),
                to: batch.to ?? t('campaign.notSet'),
              })}
            </Line>
          ))}
        </Lines>
        <Lines title={t('campaign.tracks')}>
          {tracks.map((track) => (
            <Line key={track.code} line={track}>
              {track.emphasis !== null && titles.of(track.emphasis)}
            </Line>
          ))}
        </Lines>
        <Lines title={t('campaign.kinds')} lines={activityKinds} />
        <Lines title={t('campaign.absences')} lines={absenceReasons} />
      </Sheet>
      <Guidance playbook={playbook} />
      <ListsInForce playbook={playbook} />
    </>
  );
}

function Guidance({ playbook: { memberGuidance, classGuidance } }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  if (memberGuidance.length + classGuidance.length === 0) return null;
  return (
    <Sheet title={t('campaign.guidance')}>
      <Lines title={t('campaign.forMembers', { members: term('member', 'many') })}>
        {memberGuidance.map(({ category, text, layer }) => (
          <Line key={`${category.code} ${text.zh}`} line={{ code: category.code, title: text, layer, tightenedBy: [] }}>
            {titles.of(category.title)}
          </Line>
        ))}
      </Lines>
      <Lines title={t('campaign.forUnits', { units: term('unit', 'many') })}>
        {classGuidance.map(({ classes, text, layer }) => (
          <Line key={text.zh} line={{ code: text.zh, title: text, layer, tightenedBy: [] }}>
            {classes.map(({ title }) => titles.of(title))}
          </Line>
        ))}
      </Lines>
    </Sheet>
  );
}

function ListsInForce({ playbook: { lists } }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  if (lists.length === 0) return null;
  return (
    <Sheet title={t('campaign.lists')}>
      <Lines title={t('campaign.byName')}>
        {lists.map((list) => (
          <Line key={list.code} line={list} isNotSet={list.items === null}>
            {list.items?.map(({ code, title }) =>
              title === null ? (
                <StateWord key={code} state="na" small>
                  {t('campaign.notSet')}
                </StateWord>
              ) : (
                titles.of(title)
              ),
            )}
          </Line>
        ))}
      </Lines>
    </Sheet>
  );
}
