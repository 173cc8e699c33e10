import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCountsHours, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './campaign.css';
import { LayerNames } from './playbook-line.tsx';
import { PlaybookConduct } from './playbook-conduct.tsx';
import { PlaybookRest } from './playbook-rest.tsx';
import { PlaybookStage } from './playbook-stage.tsx';
import { PutLayer } from './put-layer.tsx';
import { usePlaybookInForce, type PlaybookInForce } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/playbook')({ component: PlaybookPage });

/** What holds here: the stages with all that is asked in them, and from which layer each line comes. */
function PlaybookPage(): ReactNode {
  const t = useText();
  const me = useMe();
  const titles = useTitles();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/playbook' });
  const { data: here } = useOrganisation(organisationId, mayAnywhere(me, 'read'));
  const { data: playbook, error, refetch } = usePlaybookInForce(organisationId);
  const title = t('campaign.inForce');
  usePageTitle(title);
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead title={title} caption={here !== undefined && <UserText>{here.organisation.name}</UserText>} />
        {error !== null && <Trouble what={title} error={error} onRetry={() => void refetch()} />}
        {playbook === null && <EmptyLine>{t('campaign.nothingInForce')}</EmptyLine>}
        {playbook !== undefined && playbook !== null && (
          <Columns
            right={
              <>
                <Layers playbook={playbook} />
                {mayAnywhere(me, 'manage-campaign') && (
                  <PutLayer campaignId={playbook.campaignId} organisationId={organisationId} />
                )}
                <Limits playbook={playbook} />
              </>
            }
          >
            <LayerNames value={(code) => nameOf(playbook, code, titles.of) ?? t('campaign.basis')}>
              <PlaybookConduct playbook={playbook} />
              {playbook.stages.map((stage) => (
                <PlaybookStage key={stage.code} stage={stage} playbook={playbook} />
              ))}
              <PlaybookRest playbook={playbook} />
            </LayerNames>
          </Columns>
        )}
      </Page>
    </>
  );
}

function nameOf(
  { layers }: PlaybookInForce,
  code: string,
  say: (title: { readonly zh: string; readonly en: string }) => string,
): string | undefined {
  // The playbook at the bottom has the campaign’s whole name, which would fill the page.
  const layer = layers.slice(1).find((each) => each.code === code);
  return layer && say(layer.title);
}

function Layers({ playbook }: { readonly playbook: PlaybookInForce }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { day } = useFormat();
  return (
    <Sheet title={t('campaign.layers')}>
      <ul className="m-playbooks">
        {playbook.layers.map(({ code, version, title, organisation, putAt, isToCome, unitsToCome }) => (
          <li key={code}>
            {titles.of(title)}
            <span className="m-second">
              <Facts>
                {code}
                {t('campaign.version', { version })}
                {organisation !== null && <UserText>{organisation.name}</UserText>}
                {putAt !== null && <span className="m-playbooks-day">{day(civilDate(putAt))}</span>}
              </Facts>
            </span>
            {isToCome && <strong className="m-second">{t('campaign.isToCome')}</strong>}
            {unitsToCome !== null && unitsToCome > 0 && (
              <strong className="m-second">
                {t('campaign.unitsToCome', { count: unitsToCome, units: term('unit', 'many') })}
              </strong>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Limits({ playbook }: { readonly playbook: PlaybookInForce }): ReactNode {
  const t = useText();
  const term = useTerms();
  const countsHours = useCountsHours();
  const { day } = useFormat();
  const { studyHourMinutes, shortestSessionMinutes, fewestVoters, daysBetweenAssessments, minimumTotalDays, joining } =
    playbook;
  const joiners = joining && { count: joining.least, members: term('member', 'start-many') };
  const limits = [
    countsHours && t('campaign.hourLasts', { hour: term('studyHour', 'start'), count: studyHourMinutes }),
    shortestSessionMinutes > 0 && t('campaign.shortest', { count: shortestSessionMinutes }),
    t('campaign.fewestVoters', { count: fewestVoters }),
    daysBetweenAssessments > 0 && t('campaign.daysBetweenAssessments', { count: daysBetweenAssessments }),
    minimumTotalDays > 0 && t('campaign.totalDays', { count: minimumTotalDays }),
    joiners !== null &&
      (joining?.since == null
        ? t('campaign.joiningAge', joiners)
        : t('campaign.joiningAgeSince', { ...joiners, since: day(joining.since) })),
  ];
  return (
    <Sheet title={t('campaign.limits')}>
      <ul className="m-playbooks">
        {limits
          .filter((limit) => limit !== false)
          .map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
      </ul>
    </Sheet>
  );
}
