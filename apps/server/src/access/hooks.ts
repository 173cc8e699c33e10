import type { Role } from '@muster/core/access';
import type { Hook } from '../platform/hooks.ts';

export interface OfficeGiven {
  readonly regionId: number;
  readonly appointmentId: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly role: Role;
}

export interface OfficeEnded {
  readonly regionId: number;
  readonly appointmentId: string;
}

export const officeGiven: Hook<OfficeGiven> = { name: 'access.office-given' };
export const officeEnded: Hook<OfficeEnded> = { name: 'access.office-ended' };
