import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { countText } from '../app/format/numbers.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Line, Lines } from './playbook-line.tsx';
import type { PlaybookInForce } from './queries.ts';
import { useReadinessWords } from './readiness/words.ts';

type Props = { readonly playbook: PlaybookInForce };

/** What belongs to no one stage: before it, after it, whom it is for, and what is counted by name. */
export function PlaybookRest({ playbook }: Props): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const words = useReadinessWords();
  const { readiness, afterwards, absenceReasons, makeUp, leaders, tracks } = playbook;
  return (
    <>
      <Sheet title={t('campaign.aroundStages')}>
        <Lines title={t('campaign.readiness')}>
          {readiness.map((item) => (
            <Line key={item.code} line={item}>
              {item.isHard && t('campaign.hard')}
              {item.measures.length === 0
                ? t('campaign.ready.byWord')
                : t('campaign.ready.counted', {
                    what: item.measures
                      .map((measure) => t(`campaign.ready.measure.${measure}`, words))
                      .join(t('campaign.and')),
                  })}
            </Line>
          ))}
        </Lines>
        {afterwards !== null && <Lines title={titles.of(afterwards.title)} lines={afterwards.actions} />}
        <Batches playbook={playbook} />
        <Lines title={t('campaign.tracks')}>
          {tracks.map((track) => (
            <Line key={track.code} line={track}>
              {track.emphasis !== null && titles.of(track.emphasis)}
            </Line>
          ))}
        </Lines>
        <Kinds playbook={playbook} />
        <Lines title={t('campaign.absences')} lines={absenceReasons} />
        {makeUp !== null && (
          <Lines title={t('campaign.makeUp', { count: makeUp.daysBeforeEnd })}>
            {makeUp.modes.map((mode) => (
              <Line key={mode.code} line={mode}>
                {t(mode.earns ? 'campaign.makeUpEarns' : 'campaign.makeUpEarnsNot')}
              </Line>
            ))}
          </Lines>
        )}
        <Leaders leaders={leaders} />
      </Sheet>
      <Guidance playbook={playbook} />
      <ListsInForce playbook={playbook} />
    </>
  );
}

/** How often leaders take part, as ordinary members do. */
function Leaders({ leaders }: Pick<PlaybookInForce, 'leaders'>): ReactNode {
  const t = useText();
  const term = useTerms();
  const said = { branch: term('branch') };
  const words = {
    ownBranch: t('campaign.leadersOwn', said),
    contactPoint: t('campaign.leadersThere'),
    lectures: t('campaign.leadersLecture'),
  };
  return (
    <Lines title={t('campaign.leaders')}>
      {leaders.map(({ duty, atLeast, layer, tightenedBy }) => (
        <Line key={duty} line={{ code: duty, title: { zh: words[duty], en: words[duty] }, layer, tightenedBy }}>
          {atLeast === null ? t('campaign.notSet') : t('campaign.leadersTimes', { count: atLeast })}
        </Line>
      ))}
    </Lines>
  );
}

function Batches({ playbook: { batches } }: Props): ReactNode {
  const t = useText();
  return (
    <Lines title={t('campaign.plannedBatches')}>
      {batches.map((batch) => (
        <Line
          key={batch.number}
          line={{ code: String(batch.number), title: batch.title, layer: batch.layer, tightenedBy: [] }}
          more={<Announced announced={batch.announced} />}
        >
          {t('campaign.window', {
            from: batch.from ?? t('campaign.notSet'),
            to: batch.to ?? t('campaign.notSet'),
          })}
        </Line>
      ))}
    </Lines>
  );
}

/** How large a batch was said to be: figures as they were said, which nobody adds up. */
function Announced({ announced }: Pick<PlaybookInForce['batches'][number], 'announced'>): ReactNode {
  const t = useText();
  const titles = useTitles();
  if (announced.length === 0) return null;
  return (
    <details className="m-in-force-more">
      <summary>{t('campaign.announced', { count: announced.length })}</summary>
      <dl className="m-in-force-figures">
        {announced.map(({ code, title, count, orMore }) => (
          <div key={code}>
            <dt>{titles.of(title)}</dt>
            <dd>{orMore ? t('campaign.moreThan', { count: countText(count) }) : countText(count)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Kinds({ playbook: { activityKinds } }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const called = new Map(activityKinds.map(({ code, title }) => [code, title]));
  return (
    <Lines title={t('campaign.kinds')}>
      {activityKinds.map((kind) => {
        const form = called.get(kind.countsAs ?? '');
        return (
          <Line key={kind.code} line={kind}>
            {form !== undefined && t('campaign.countsAs', { kind: titles.of(form) })}
            {kind.isConcentrated && t('campaign.concentrated')}
            {kind.isMobilisation && t('campaign.mobilisation')}
            {kind.isCollective ? t('campaign.collective') : t('campaign.alone')}
          </Line>
        );
      })}
    </Lines>
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
  if (lists.length === 0) return null;
  return (
    <Sheet title={t('campaign.lists')}>
      <Lines title={t('campaign.byName')}>
        {lists.map((list) => (
          <Line
            key={list.code}
            line={list}
            isNotSet={list.items === null}
            more={<Items items={list.items ?? []} isInOrder={list.isInOrder} />}
          />
        ))}
      </Lines>
    </Sheet>
  );
}

/** A few at a glance, many behind their number; numbered where they follow one another. */
function Items({ items, isInOrder }: { readonly items: readonly Item[]; readonly isInOrder: boolean }): ReactNode {
  const t = useText();
  const titles = useTitles();
  if (items.length === 0) return null;
  if (items.length <= 6 && !isInOrder) {
    return (
      <span className="m-second">
        <Facts>{items.map(({ title }) => (title === null ? t('campaign.notSet') : titles.of(title)))}</Facts>
      </span>
    );
  }
  const List = isInOrder ? 'ol' : 'ul';
  const list = (
    <List className={isInOrder ? 'm-in-force-items m-in-order' : 'm-in-force-items'}>
      {items.map(({ code, title }) => (
        <li key={code}>
          {title === null ? (
            <StateWord state="na" small>
              {t('campaign.notSet')}
            </StateWord>
          ) : (
            titles.of(title)
          )}
        </li>
      ))}
    </List>
  );
  if (items.length <= 6) return list;
  return (
    <details className="m-in-force-more">
      <summary>{t('campaign.itemCount', { count: items.length })}</summary>
      {list}
    </details>
  );
}

type Item = NonNullable<PlaybookInForce['lists'][number]['items']>[number];
