import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useGapWords } from './gap-words.ts';
import { PointFigures } from './point-figures.tsx';
import { useLeadership } from './queries.ts';
import { VisitForm } from './visit-form.tsx';
import { VisitList } from './visit-list.tsx';
import '../supervision.css';
import './contact-point.css';

type Props = {
  readonly personId: string;
  readonly own: boolean;
  /** Without the records, which the person's page has. */
  readonly brief?: boolean;
};

/** What a leader took part in and still owes, with the records behind it; nothing for who leads nothing, or owes and has nothing. */
export function LeadershipSheet({ personId, own, brief = false }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const gapWords = useGapWords();
  const { data } = useLeadership(personId);
  const leader = data?.leader ?? null;
  if (data === undefined || leader === null) return null;
  const { ownBranch, contactPoints, gaps } = leader;
  if (contactPoints.length === 0 && gaps.length === 0 && (brief || data.asked.ownBranch === null)) return null;
  const recording = contactPoints.filter(({ id }) => data.mayRecordAt.includes(id));
  return (
    <Sheet
      title={t(own ? 'supervision.leaders.mine' : 'supervision.leaders.ofPerson')}
      {...(brief && {
        right: (
          <Anchor className="m-link" href={`/people/${personId}`}>
            {t('supervision.leaders.records')}
          </Anchor>
        ),
      })}
    >
      {gaps.length > 0 && (
        <ul className="supervision-visits">
          {gaps.map((gap) => (
            <li key={gapWords(gap)}>
              <StateWord state="gap">{gapWords(gap)}</StateWord>
            </li>
          ))}
        </ul>
      )}
      <ul className="supervision-visits">
        {ownBranch !== null && (
          <li>
            {t('supervision.leaders.own', { branch: term('branch', 'start') })}{' '}
            <Figure value={ownBranch.present} of={ownBranch.held} size="row" />
            <span className="m-second">
              <UserText>{ownBranch.branch.name}</UserText>
            </span>
          </li>
        )}
        {contactPoints.map((point) => (
          <li key={point.id}>
            {t('supervision.leaders.point')} <UserText>{point.organisation.name}</UserText>
            <span className="m-second">
              <PointFigures point={point} />
            </span>
          </li>
        ))}
      </ul>
      {!brief && contactPoints.length > 0 && data.visits.length === 0 && (
        <EmptyLine>{t('supervision.leaders.noVisits')}</EmptyLine>
      )}
      {!brief && data.visits.length > 0 && <VisitList visits={data.visits} by="place" />}
      {recording.length > 0 && <VisitForm points={recording} />}
    </Sheet>
  );
}
