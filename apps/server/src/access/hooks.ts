import type { Role } from '@muster/core/access';
import type { Hook } from '../platform/hooks.ts';

export interface OfficesGiven {
  readonly regionId: number;
  readonly offices: readonly {
    readonly appointmentId: string;
    readonly personId: string;
    readonly organisationId: string;
    readonly role: Role;
  }[];
}

export interface OfficeEnded {
  readonly regionId: number;
  readonly appointmentId: string;
}

export const officesGiven: Hook<OfficesGiven> = { name: 'access.offices-given' };
export const officeEnded: Hook<OfficeEnded> = { name: 'access.office-ended' };
