import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Button } from '../../ui/form/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import type { Organisation } from '../queries.ts';
import { ChangeForm } from './change-form.tsx';
import { EditForm } from './edit-form.tsx';
import { FlagForm } from './flag-form.tsx';
import type { OrganisationRecord } from './queries.ts';

const acts = ['edit', 'move', 'merge', 'close', 'flag'] as const;
type ActName = (typeof acts)[number];

type Props = { readonly organisation: Organisation['organisation']; readonly record: OrganisationRecord };

/** What one may do with it, each opened when it is wanted. Nothing where one may do nothing. */
export function Acts({ organisation, record }: Props): ReactNode {
  const t = useText();
  const [open, setOpen] = useState<ActName | null>(null);
  const may = acts.filter((act) => record.may[act]);
  if (may.length === 0) return null;
  const done = (): void => setOpen(null);
  return (
    <Sheet title={t('organisation.change.acts')} padded>
      <div className="org-acts">
        {may.map((act) => (
          <Button
            key={act}
            small
            aria-expanded={act === open}
            aria-pressed={act === open}
            onClick={() => setOpen(act === open ? null : act)}
          >
            {t(`organisation.change.act.${act}`)}
          </Button>
        ))}
      </div>
      {open === 'edit' && <EditForm organisation={organisation} operation={record.operation} onDone={done} />}
      {open === 'flag' && <FlagForm organisationId={organisation.id} state={organisation.state} onDone={done} />}
      {(open === 'move' || open === 'merge' || open === 'close') && (
        <div className="m-form org-form">
          <ChangeForm key={open} act={open} organisation={organisation} onDone={done} />
        </div>
      )}
    </Sheet>
  );
}
