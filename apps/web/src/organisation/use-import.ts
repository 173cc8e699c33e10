import type { RouteAnswer } from '@muster/contract';
import type { importOrganisations } from '@muster/contract/organisation';
import { newKey } from '@muster/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import type { Language } from '../app/i18n/language.ts';
import { saveWorkbook } from '../app/save-file.ts';
import type { ChosenFile } from './chosen-file.ts';
import { importRoutes, type Imported } from './imported.ts';
import { useProgress, type Standing } from '../app/use-progress.ts';

export type ImportReport = RouteAnswer<typeof importOrganisations>;
export type ImportFault = ImportReport['faults'][number];

type Mend = { readonly sheet: string | null; readonly cell: string; readonly text: string };
type Sent = {
  readonly file: ChosenFile;
  readonly mends: readonly Mend[];
  readonly commit: boolean;
  readonly exceptRefused: boolean;
  readonly marked?: Language;
};

export type Importing = {
  readonly file: ChosenFile | null;
  readonly report: ImportReport | null;
  readonly error: unknown;
  readonly busy: boolean;
  /** How far the server is with what is under way; null until it says so. */
  readonly standing: Standing | null;
  /** Chosen or pasted: tried at once, and nothing is written. */
  readonly choose: (file: ChosenFile) => void;
  readonly commit: (exceptRefused: boolean) => void;
  /** Reads the faulty cell as if it said this, and tries again. */
  readonly mend: (fault: ImportFault, text: string) => void;
  readonly leave: () => void;
  /** The refused rows as a workbook, each with its reasons. */
  readonly marked: { readonly save: () => void; readonly busy: boolean; readonly error: unknown };
};

/** One file on its way in: tried, mended, tried again, taken. The report is of the last try. */
export function useImport(what: Imported, organisationId: string, language: Language): Importing {
  const cache = useQueryClient();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [mends, setMends] = useState<readonly Mend[]>([]);
  const [progressId, setProgressId] = useState<string | null>(null);
  const call = (sent: Sent): Promise<ImportReport> => {
    const { file: chosen, mends: mended, ...wish } = sent;
    const progress = newKey();
    setProgressId(progress);
    const body = { ...chosen, ...wish, mends: [...mended] };
    return client.call(importRoutes[what], { params: { organisationId }, body }, { progress });
  };
  const send = useMutation({
    mutationFn: call,
    onSuccess: async ({ committed }) => {
      // Names, counts and places anywhere in the desk may be others now.
      if (committed) await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' });
    },
  });
  const handBack = useMutation({
    mutationFn: call,
    onSuccess: ({ marked }, sent) => {
      const stem = sent.file.fileName.replace(/\.\w{1,5}$/u, '');
      if (marked !== null) saveWorkbook(`${stem}-${language === 'zh' ? '须改正' : 'to-mend'}.xlsx`, marked);
    },
  });
  const attempt = (next: ChosenFile, mended: readonly Mend[]): void => {
    setFile(next);
    setMends(mended);
    send.mutate({ file: next, mends: mended, commit: false, exceptRefused: false });
  };
  return {
    file,
    report: send.data ?? null,
    error: send.error,
    busy: send.isPending,
    standing: useProgress(progressId, send.isPending || handBack.isPending),
    choose: (next) => attempt(next, []),
    commit: (exceptRefused) => {
      if (file !== null) send.mutate({ file, mends, commit: true, exceptRefused });
    },
    mend: (fault, text) => {
      if (file === null) return;
      const others = mends.filter(({ sheet, cell }) => sheet !== fault.sheet || cell !== fault.cell);
      attempt(file, [...others, { sheet: fault.sheet, cell: fault.cell, text }]);
    },
    leave: () => {
      setFile(null);
      setMends([]);
      send.reset();
      handBack.reset();
    },
    marked: {
      save: () => {
        if (file !== null) handBack.mutate({ file, mends, commit: false, exceptRefused: false, marked: language });
      },
      busy: handBack.isPending,
      error: handBack.error,
    },
  };
}
