import { exportOrganisations } from '@muster/contract/organisation';
import { exportMembers } from '@muster/contract/roster';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '../app/client.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { saveExport } from '../app/save-file.ts';
import { Button } from '../ui/form/button.tsx';
import type { Imported } from './imported.ts';

type Format = 'xlsx' | 'csv';
type Props = { readonly what: Imported; readonly organisationId: string; readonly formats?: readonly Format[] };

const both: readonly Format[] = ['xlsx', 'csv'];

/** What stands beneath a node as a file that imports again unchanged, as a workbook or as text. */
export function ExportButtons({ what, organisationId, formats = both }: Props): ReactNode {
  const t = useText();
  const language = useLanguage();
  const sayRefusal = useRefusal();
  const route = what === 'members' ? exportMembers : exportOrganisations;
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (format: Format) => client.call(route, { params: { organisationId }, query: { format, language } }),
    onSuccess: saveExport,
  });
  return (
    <>
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      {formats.map((format) => (
        <Button key={format} onClick={() => mutate(format)} busy={isPending && variables === format}>
          {t(`organisation.export.${format}`)}
        </Button>
      ))}
    </>
  );
}
