import type { RouteAnswer } from '@muster/contract';
import { importOrganisations } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { columnOfCell, mendCell } from './csv-text.ts';
import type { TextFile } from './read-text-file.ts';

export type ImportReport = RouteAnswer<typeof importOrganisations>;
export type ImportFault = ImportReport['faults'][number];
export const imported = ['organisations', 'members'] as const;
export type Imported = (typeof imported)[number];

type Sent = { readonly file: TextFile; readonly commit: boolean; readonly exceptRefused: boolean };

export type Importing = {
  readonly file: TextFile | null;
  readonly report: ImportReport | null;
  readonly error: unknown;
  readonly busy: boolean;
  /** Chosen or pasted: tried at once, and nothing is written. */
  readonly choose: (file: TextFile) => void;
  readonly commit: (exceptRefused: boolean) => void;
  /** Puts the nearest fit in the place of what was not known, and tries again. */
  readonly mend: (fault: ImportFault, cellText: string) => void;
  readonly leave: () => void;
};

/** One file on its way in: tried, mended, tried again, taken. The report is of the last try. */
export function useImport(what: Imported, organisationId: string): Importing {
  const cache = useQueryClient();
  const [file, setFile] = useState<TextFile | null>(null);
  const send = useMutation({
    mutationFn: ({ file: { fileName, csv }, commit, exceptRefused }: Sent) => {
      const call = { params: { organisationId }, body: { fileName, csv, commit, exceptRefused } };
      return what === 'members' ? client.call(importMembers, call) : client.call(importOrganisations, call);
    },
    onSuccess: async ({ committed }) => {
      // Names, counts and places anywhere in the desk may be others now.
      if (committed) await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' });
    },
  });
  const attempt = (next: TextFile): void => {
    setFile(next);
    send.mutate({ file: next, commit: false, exceptRefused: false });
  };
  return {
    file,
    report: send.data ?? null,
    error: send.error,
    busy: send.isPending,
    choose: attempt,
    commit: (exceptRefused) => {
      if (file !== null) send.mutate({ file, commit: true, exceptRefused });
    },
    mend: (fault, cellText) => {
      if (file === null || fault.nearest === null) return;
      const wrong = String(fault.params['word'] ?? fault.params['code'] ?? '');
      const text = wrong === '' ? fault.nearest : cellText.replace(wrong, fault.nearest);
      attempt({ ...file, csv: mendCell(file.csv, fault.row, columnOfCell(fault.cell), text) });
    },
    leave: () => {
      setFile(null);
      send.reset();
    },
  };
}
