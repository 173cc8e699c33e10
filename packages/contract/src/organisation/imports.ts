import { z } from 'zod';
import { amount, attachmentRefusals, fileText, id, line } from '../fields.ts';
import { route } from '../route.ts';

/** One cell that cannot be taken as it stands: `B117`, what was found, what was expected, and the nearest fit if there is one. */
const importFault = z.object({
  /** Null for a file that has no sheets. */
  sheet: z.string().nullable(),
  row: z.number().int(),
  column: z.string(),
  cell: z.string(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  nearest: z.string().nullable(),
});

/** Bytes within JSON; looked through for a foreign sign only, as the usual pattern takes a tenth of a second for a roster. */
const base64 = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text), 'base 64')
    .meta({ contentEncoding: 'base64' });
const language = z.enum(['zh', 'en']);

export const importReport = z.object({
  rows: amount,
  created: amount,
  updated: amount,
  transferred: amount,
  unchanged: amount,
  refused: amount,
  warned: amount,
  committed: z.boolean(),
  /** The first 1,000 of them, in the order of the file. */
  faults: z.array(importFault),
  faultCount: amount,
  errorCount: amount,
  /** The sheets that hold the table: the header and the first rows with a fault, as they stand in the file. */
  sheets: z.array(
    z.object({
      name: z.string().nullable(),
      headerRow: z.number().int(),
      header: z.array(z.string()),
      /** Rows that are folded away or filtered out in the spreadsheet; they are taken like the others. */
      hiddenRows: amount,
      sample: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
    }),
  ),
  /** A workbook of the refused rows, where it was asked for. */
  marked: z.string().nullable(),
});

/**
 * A file is text (`csv`) or a workbook (`xlsx`). `commit: false` is a dry run and writes nothing. With errors, committing needs
 * `exceptRefused`. `marked` asks for the refused rows back, each with its reasons in that language and its faulty cells coloured.
 */
export const importBody = z
  .object({
    fileName: line(200),
    csv: fileText(20_000_000).optional(),
    xlsx: base64(20_000_000).optional(),
    commit: z.boolean(),
    exceptRefused: z.boolean().default(false),
    marked: language.optional(),
    /** Cells that were mended since the file was chosen, and are read as if they stood so in it. */
    mends: z
      .array(
        z.object({
          sheet: z.string().max(200).nullable(),
          cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/),
          text: z
            .string()
            .max(1_000)
            .refine((text) => !text.includes('\0'), 'no null character'),
        }),
      )
      .max(1_000)
      .default([]),
  })
  .refine(({ csv, xlsx }) => (csv === undefined) !== (xlsx === undefined), {
    error: 'either csv or xlsx',
    path: ['csv'],
  });

/** What every import can meet. */
export const importRefusals = [
  'not-logged-in',
  'not-found',
  'not-permitted',
  'import-has-errors',
  'import-empty',
  'columns-missing',
  'other-table',
  'column-twice',
  'code-taken',
  'organisation-closed',
  'too-large',
  'not-a-table',
  'quote-never-closed',
  ...attachmentRefusals,
  'workbook-encrypted',
  'workbook-of-old-excel',
  'workbook-has-macros',
  'workbook-unreadable',
  'workbook-too-large',
] as const;

/** A table of more is sent in parts. */
export const importMegabytes = 15;

export const importOrganisations = route({
  name: 'importOrganisations',
  slice: 'organisation',
  method: 'POST',
  path: '/api/organisations/:organisationId/imports',
  summary:
    'Import organisations beneath a node from Excel or CSV: dry run, or all rows in one transaction; re-import updates by code',
  access: 'manage-organisations',
  params: z.object({ organisationId: id }),
  body: importBody,
  answer: importReport,
  status: 200,
  refusals: [...importRefusals],
  idempotency: 'natural',
  fileMegabytes: importMegabytes,
});

/** Either language imports again: headers and listed words are read in both. */
export const exportQuery = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  language: language.default('zh'),
});

/** Text or a workbook, as asked for: the other is null. */
export const exportedFile = z.object({ fileName: z.string(), csv: z.string().nullable(), xlsx: z.string().nullable() });

export const exportOrganisations = route({
  name: 'exportOrganisations',
  slice: 'organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/export',
  summary: 'The organisations beneath a node as a file that imports again unchanged',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: exportQuery,
  answer: exportedFile,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const templateQuery = z.object({ language: language.default('zh') });
export const templateFile = z.object({ fileName: z.string(), xlsx: z.string() });

export const readOrganisationTemplate = route({
  name: 'readOrganisationTemplate',
  slice: 'organisation',
  method: 'GET',
  path: '/api/import-templates/organisations',
  summary: 'An empty workbook for organisations, with the words of each list to choose from and notes on each column',
  access: 'manage-organisations',
  query: templateQuery,
  answer: templateFile,
  status: 200,
  refusals: ['not-logged-in', 'not-permitted'],
});
