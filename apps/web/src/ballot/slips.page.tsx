import { createLazyRoute } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useRefusal } from '../app/refusal.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { pagesAs } from '../ui/frame/page-foot.ts';
import { PrintButton } from '../ui/frame/printed.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { QrCode } from '../ui/sign/qr-code.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { inFours, numberOf, slipAddress } from './address.ts';
import { usePrintSlips, type Slips } from './queries.ts';
import { useRaters, useSpan } from './use-span.ts';
import './slips.css';

export const page = createLazyRoute('/polls/$pollId/slips')({ component: SlipsPage });

/** Ten slips a sheet of paper, to be cut apart; asked for by hand, since each time is on record. */
function SlipsPage(): ReactNode {
  const t = useText();
  const { pollId } = page.useParams();
  const unitId = useSearchParam('unit');
  const { data, mutate, isPending, error } = usePrintSlips(pollId);
  const sayRefusal = useRefusal();
  usePageTitle(t('ballot.slipsTitle'));
  return (
    <div className="ballot-slips-page">
      <DeskBar here="unit" />
      <Page>
        <div className="m-unprinted">
          <PageHead
            title={t('ballot.slipsTitle')}
            caption={data === undefined ? undefined : t('ballot.slipsCount', { count: data.codes.length })}
            actions={
              <>
                {unitId !== null && <ButtonLink href={`/units/${unitId}/polls`}>{t('ballot.title')}</ButtonLink>}
                {data !== undefined && <PrintButton />}
              </>
            }
          />
          <Sheet padded>
            <p>{t('ballot.slipsAbout')}</p>
            <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
            {data === undefined && (
              <Button primary busy={isPending} onClick={() => mutate()}>
                {t('ballot.fetchSlips')}
              </Button>
            )}
          </Sheet>
        </div>
        {data !== undefined && <Sheets slips={data} />}
      </Page>
    </div>
  );
}

const aSheet = 10;

function Sheets({ slips }: { readonly slips: Slips }): ReactNode {
  useEffect(() => pagesAs('size: A4; margin: 10mm'), []);
  const sheets = Array.from({ length: Math.ceil(slips.codes.length / aSheet) }, (_, at) =>
    slips.codes.slice(at * aSheet, (at + 1) * aSheet),
  );
  return sheets.map((codes) => (
    <ol key={codes[0]} className="ballot-slips">
      {codes.map((code) => (
        <Slip key={code} slips={slips} code={code} />
      ))}
    </ol>
  ));
}

/** No name, and nothing by which one slip is known from another but its code. */
function Slip({ slips, code }: { readonly slips: Slips; readonly code: string }): ReactNode {
  const t = useText();
  const comma = useComma();
  const titles = useTitles();
  const span = useSpan();
  const sayRaters = useRaters();
  const { hash, units, raters, stageCode, mode, issuing, casting } = slips;
  return (
    <li className="ballot-slip">
      <div>
        <h3>{t('ballot.slip.title')}</h3>
        <p className="ballot-slip-units">
          <UserText>{units.map(({ name }) => name).join(comma)}</UserText>
        </p>
        <p>{t('ballot.slip.about', { stage: titles.stage(stageCode), raters: sayRaters(raters) })}</p>
        {mode === 'meeting' ? (
          <p>{t('ballot.slip.meeting', { span: span(issuing) })}</p>
        ) : (
          <>
            <p>{t('ballot.slip.draw', { span: span(issuing) })}</p>
            <p>{t('ballot.slip.cast', { span: span(casting) })}</p>
          </>
        )}
        <p className="ballot-slip-how">{t(`ballot.slip.how.${mode}`)}</p>
      </div>
      <figure aria-label={t('ballot.slip.scan')}>
        <QrCode value={slipAddress(hash, code)} size={112} />
      </figure>
      <dl>
        <div>
          <dt>{t('ballot.slip.type')}</dt>
          <dd>{`${window.location.host}/vote/`}</dd>
        </div>
        <div>
          <dt>{t('ballot.number')}</dt>
          <dd>{inFours(numberOf(hash))}</dd>
        </div>
        <div>
          <dt>{t('ballot.slip.code')}</dt>
          <dd className="ballot-slip-code">{inFours(code)}</dd>
        </div>
      </dl>
    </li>
  );
}
