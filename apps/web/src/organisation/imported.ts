import { importOrganisations, readOrganisationTemplate } from '@muster/contract/organisation';
import { importMembers, readMemberTemplate } from '@muster/contract/roster';
import {
  doubtSentences,
  organisationColumns,
  organisationSentences,
  type FaultSentence,
} from '@muster/core/organisation';
import { memberColumns, memberSentences } from '@muster/core/roster';

export const imported = ['organisations', 'members'] as const;

/** What a file can list. */
export type Imported = (typeof imported)[number];

export const importRoutes = { organisations: importOrganisations, members: importMembers } as const;
export const templateRoutes = { organisations: readOrganisationTemplate, members: readMemberTemplate } as const;

/** The columns that an import knows, in the order in which an export writes them. */
export const columnsOf = { organisations: organisationColumns, members: memberColumns } as const;

/** What can be wrong with a cell, in words; the same that stand in the file of refused rows. */
export const faultSentences: Readonly<Record<string, FaultSentence>> = {
  ...memberSentences,
  ...organisationSentences,
  ...doubtSentences,
};
