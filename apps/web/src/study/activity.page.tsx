import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { LateMark } from '../ui/figure/late-mark.tsx';
import { Button } from '../ui/form/button.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { PrintFoot } from '../ui/frame/printed.tsx';
import { RollHead } from '../ui/rollcall/roll-head.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AttendanceTable } from './attendance-table.tsx';
import { BranchSide } from './branch-side.tsx';
import { Compared } from './compared.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { CorrectionList } from './correction-list.tsx';
import { GuestSheet } from '../supervision/contact-point/guests.tsx';
import { Held } from './held.tsx';
import { JudgedLine, PartlySeenLine } from './judged-line.tsx';
import { LeftOut } from './left-out.tsx';
import { Lectures } from './lectures.tsx';
import { HeldForSheet } from './places/held-for.tsx';
import { SpokenThere } from './spoken-there.tsx';
import { ReadTogether } from './reading/read-together.tsx';
import { useActivity, type Activity } from './queries.ts';
import { VoidForm } from './void-form.tsx';
import './study.css';

export const page = createLazyRoute('/activities/$activityId')({ component: ActivityPage });

/** The sheet of one meeting: who was there, who was not and why, when it was and when it was recorded. */
function ActivityPage(): ReactNode {
  const t = useText();
  const { activityId } = page.useParams();
  const { data, dataUpdatedAt, error, isPending, refetch } = useActivity(activityId, useSearchParam('branch'));
  usePageTitle(t('study.sheet'));
  if (data === undefined)
    return (
      <>
        <DeskBar />
        <Page>
          {isPending && <Loading rows={8} />}
          {error !== null && <Trouble error={error} what={t('study.sheet')} onRetry={() => void refetch()} />}
        </Page>
      </>
    );
  const { activity, branch, sheets, sheet, corrections, mayCorrect, mayVoid } = data;
  if (sheets.length === 0) return <SpokenThere activity={activity} />;
  const present = sheet.filter((line) => line.presence === 'present').length;
  return (
    <>
      <DeskBar />
      <Page side={<BranchSide branchId={branch.id} here="activities" />}>
        <OfCampaign id={activity.campaignId}>
          <PageHead
            title={<UserText>{activity.topic}</UserText>}
            caption={<Held activity={activity} />}
            actions={<Button onClick={() => window.print()}>{t('study.print')}</Button>}
          />
          {activity.voided !== null && <Voided voided={activity.voided} />}
          {data.judged.length > 0 && <JudgedLine units={data.judged} />}
          {data.isPartlySeen && <PartlySeenLine />}
          <LeftOut of={data.leftOut} />
          {sheets.length > 1 && (
            <FilterLine
              name={t('study.plan.sheets')}
              items={sheets.map(({ id, name }) => ({
                key: id,
                href: `/activities/${activityId}?branch=${id}`,
                label: <UserText>{name}</UserText>,
                here: id === branch.id,
              }))}
            />
          )}
          <Sheet title={t('study.sheet')} right={<Recorded activity={activity} />}>
            <div className="study-sheet-head">
              <RollHead
                here={present}
                due={sheet.length}
                hint={t('study.absentCount', { count: sheet.length - present })}
              />
            </div>
            <Compared
              present={present}
              signed={sheet.filter((line) => line.signedAt !== null).length}
              heads={data.heads}
            />
            <AttendanceTable sheet={sheet} voided={activity.voided !== null} />
          </Sheet>
          <HeldForSheet activityId={activityId} />
          <GuestSheet activityId={activityId} endsAt={activity.endsAt} />
          <Lectures activityId={activityId} at={data} />
          {activity.voided === null && <ReadTogether activityId={activityId} />}
          {corrections.length > 0 && <CorrectionList corrections={corrections} />}
          {mayCorrect && <CorrectionForm key={`${branch.id}.${data.version}`} of={data} />}
          {mayVoid && <VoidForm activityId={activityId} people={activity.present} />}
          <PrintFoot whose={[branch.name]} asOf={dataUpdatedAt} />
        </OfCampaign>
      </Page>
    </>
  );
}

/** When and by whom it was written down; late entries say both days and why. */
function Recorded({ activity }: { readonly activity: Activity }): ReactNode {
  const { moment } = useFormat();
  const time = moment(activity.recordedAt);
  return (
    <>
      <Say k="study.recordedBy" values={{ who: <UserText>{activity.recordedBy}</UserText>, time }} />
      {activity.isLate && (
        <span className="study-late">
          <LateMark happened={civilDate(activity.startsAt)} recorded={civilDate(activity.recordedAt)} />
          {activity.lateReason !== null && <UserText>{activity.lateReason}</UserText>}
        </span>
      )}
    </>
  );
}

function Voided({ voided }: { readonly voided: NonNullable<Activity['voided']> }): ReactNode {
  const { moment } = useFormat();
  return (
    <div className="study-void-line" role="note">
      <StateGlyph state="gap" />
      <span>
        <Say
          k="study.voidedBy"
          values={{
            who: <UserText>{voided.by}</UserText>,
            time: moment(voided.at),
            reason: <UserText>{voided.reason}</UserText>,
          }}
        />
      </span>
    </div>
  );
}
