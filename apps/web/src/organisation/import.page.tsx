import { createLazyRoute, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useRefusal } from '../app/refusal.ts';
import { useSearchParam } from '../app/search-param.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { Button } from '../ui/form/button.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ChooseFile } from './choose-file.tsx';
import { CommitButton } from './commit-button.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { useOrganisation } from './queries.ts';
import { imported, type Imported } from './imported.ts';
import { useImport, type ImportReport, type Importing } from './use-import.ts';

export const page = createLazyRoute('/organisations/$organisationId/import')({ component: Import });

/** Chosen or pasted, tried, mended, taken: nothing is written before the last of these. */
function Import(): ReactNode {
  const me = useMe();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/import' });
  const wanted = useSearchParam('what');
  const asked = imported.find((one) => one === wanted);
  const mine = imported.filter((one) => mayAnywhere(me, one === 'members' ? 'manage-roster' : 'manage-organisations'));
  const what = asked ?? mine[0] ?? 'organisations';
  return <ImportOf key={what} what={what} offered={mine} organisationId={organisationId} />;
}

type Props = { readonly what: Imported; readonly offered: readonly Imported[]; readonly organisationId: string };

function ImportOf({ what, offered, organisationId }: Props): ReactNode {
  const t = useTermText();
  const sayRefusal = useRefusal();
  const importing = useImport(what, organisationId, useLanguage());
  const [leaveOut, setLeaveOut] = useState(false);
  const { file, report, error, busy } = importing;
  const title = t(what === 'members' ? 'organisation.importing.members' : 'organisation.importing.organisations');
  usePageTitle(title);
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <PageHead
          title={report === null || report.committed ? title : t('organisation.importing.trial', { title })}
          caption={<Caption organisationId={organisationId} importing={importing} />}
          actions={
            file !== null &&
            report?.committed !== true && (
              <>
                <Button onClick={importing.leave}>{t('organisation.importing.otherFile')}</Button>
                {report !== null && report.refused > 0 && (
                  <Button onClick={importing.marked.save} busy={importing.marked.busy}>
                    {t('organisation.importing.marked')}
                  </Button>
                )}
                {report !== null && error === null && (
                  <CommitButton
                    report={report}
                    leaveOut={leaveOut}
                    busy={busy}
                    onCommit={() => importing.commit(leaveOut)}
                  />
                )}
              </>
            )
          }
        />
        {importing.marked.error !== null && <FormFault>{sayRefusal(importing.marked.error)}</FormFault>}
        {file === null && (
          <ChooseFile what={what} offered={offered} organisationId={organisationId} onChoose={importing.choose} />
        )}
        {file !== null && report?.committed !== true && (
          <ImportOutcome importing={importing} what={what} leaveOut={leaveOut} onLeaveOut={setLeaveOut} />
        )}
        {report?.committed === true && (
          <ImportDone
            report={report}
            organisationId={organisationId}
            what={what}
            marked={importing.marked}
            onMore={importing.leave}
          />
        )}
      </Page>
    </>
  );
}

type CaptionProps = { readonly organisationId: string; readonly importing: Importing };

function Caption({ organisationId, importing: { file, report } }: CaptionProps): ReactNode {
  const t = useText();
  const { data: here } = useOrganisation(organisationId);
  const hidden = report?.sheets.reduce((sum, { hiddenRows }) => sum + hiddenRows, 0) ?? 0;
  return (
    <Facts>
      {here !== undefined && <UserText>{here.organisation.name}</UserText>}
      {file !== null && <UserText>{file.fileName}</UserText>}
      {report?.sheets.some(({ name }) => name !== null) === true && <SheetNames sheets={report.sheets} />}
      {report !== null && t('organisation.importing.rows', { count: report.rows })}
      {hidden > 0 && t('organisation.importing.hidden', { count: hidden })}
      {report !== null && !report.committed && t('organisation.importing.nothingYet')}
    </Facts>
  );
}

/** The sheets of the book that hold the table; a file without sheets names none. */
function SheetNames({ sheets }: Pick<ImportReport, 'sheets'>): ReactNode {
  const t = useText();
  const names = sheets.flatMap(({ name }) => name ?? []);
  return (
    <>
      {t('organisation.importing.sheet', { count: names.length })}{' '}
      <UserText>{names.join(t('organisation.importing.listComma'))}</UserText>
    </>
  );
}
