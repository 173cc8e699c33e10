import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCountsHours } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { useTermText } from '../app/term-text.ts';
import { OwnPolls } from '../ballot/own-polls.tsx';
import { MemberActs, MemberHistory } from '../roster/member-acts.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LeadershipSheet } from '../supervision/contact-point/leadership-sheet.tsx';
import { AttendanceList } from './attendance-list.tsx';
import { HoursSheet } from './hours-sheet.tsx';
import { OwnLacking } from './lacking/own-lacking.tsx';
import { OwnComing } from './own-coming.tsx';
import { PersonNotes } from './notes/person-notes.tsx';
import { PersonReadings } from './reading/person-readings.tsx';
import { StudyApartSheets } from './self-study/study-apart.tsx';
import { usePerson, type Person } from './queries.ts';
import './study.css';

export const page = createLazyRoute('/people/$personId')({ component: PersonPage });

/** A member's own page, and the same for those who answer for the member: what there is, what is missing, every meeting. */
function PersonPage(): ReactNode {
  const t = useTermText();
  const { personId } = page.useParams();
  const me = useMe();
  const { data, error, isPending, refetch } = usePerson(personId);
  const own = me.person.id === personId;
  const countsHours = useCountsHours();
  const title = t(own ? 'study.myHours' : 'study.hoursOfPerson');
  usePageTitle(countsHours ? title : t('study.meetings'));
  return (
    <>
      <DeskBar {...(own && { here: 'self' })} />
      <Page>
        {error !== null && <Trouble error={error} what={t('study.hoursOfPerson')} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={6} />}
        {data !== undefined && (
          <>
            <PageHead title={<UserText>{data.person.name}</UserText>} caption={<Belonging person={data} />} />
            <div className={own ? 'study-person study-person-own' : 'study-person'}>
              <div className="study-person-hours">
                {own && <OwnPolls />}
                {own && <OwnComing />}
                <OwnLacking personId={personId} own={own} here />
                {countsHours && <HoursSheet person={data} own={own} />}
              </div>
              <div className="study-person-acts">
                <MemberActs person={data.person} />
              </div>
              <div className="study-person-meetings">
                {data.membership !== null && data.membership.standing !== 'applicant' && (
                  <>
                    <PersonReadings personId={personId} />
                    <PersonNotes personId={personId} />
                  </>
                )}
                <LeadershipSheet personId={personId} own={own} />
                {data.membership !== null && data.membership.standing !== 'applicant' && (
                  <StudyApartSheets
                    personId={personId}
                    countsHours={countsHours}
                    fillsHours={
                      data.stage?.needs.some(({ measure }) => measure === 'study.collective-minutes') ?? false
                    }
                  />
                )}
                <Sheet title={t('study.meetings')} caption={t('study.latestFirst')}>
                  {data.attendances.length === 0 ? (
                    <EmptyLine>{t('study.noMeetingsYet')}</EmptyLine>
                  ) : (
                    <AttendanceList attendances={data.attendances} />
                  )}
                </Sheet>
                <MemberHistory personId={personId} />
              </div>
            </div>
          </>
        )}
      </Page>
    </>
  );
}

function Belonging({ person: { membership } }: { readonly person: Person }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  if (membership === null) return t('study.noMembership');
  return (
    <Facts>
      {membership.unit.name !== '' && <UserText>{membership.unit.name}</UserText>}
      {membership.branch.name !== '' && <UserText>{membership.branch.name}</UserText>}
      {t(`study.standing.${membership.standing}`)}
      {t('study.joinedOn', { day: fullDay(membership.joinedOn) })}
    </Facts>
  );
}
