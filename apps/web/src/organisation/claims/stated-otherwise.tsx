import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { ButtonLink } from '../../ui/form/button.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { useDifferences } from './queries.ts';

/** After an import: stated totals here and beneath that are not what is now counted. A suspicion, which stops nothing. */
export function StatedOtherwise({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const { data } = useDifferences(organisationId);
  if (data === undefined || data.all === 0) return null;
  return (
    <EmptyLine
      action={
        <ButtonLink href={`/organisations/${organisationId}/reconciliation`}>
          {t('organisation.claims.seeReconciliation')}
        </ButtonLink>
      }
    >
      <StateWord state="wait">{t('organisation.claims.afterImport', { count: data.all })}</StateWord>
    </EmptyLine>
  );
}
