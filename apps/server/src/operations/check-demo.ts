import { checkCity, type CheckedFigure } from './city/check-city.ts';
import type { Installation } from './installation.ts';
import { visitAs } from './visit.ts';

/** The demo city's figures beside the documents', asked of the interface as the auditor, who may only read. */
export function checkDemo(installation: Installation): Promise<readonly CheckedFigure[]> {
  return visitAs(installation, 'auditor', checkCity);
}
