import * as wire from '@muster/contract/access';
import { mayActOn } from '@muster/core/access';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { appointmentsAt } from './appointments.view.ts';
import { appointCommand } from './commands/appoint.ts';
import { appointManyCommand } from './commands/appoint-many.ts';
import { endAppointmentCommand } from './commands/end-appointment.ts';
import { makeActivationSheetCommand } from './commands/make-activation-sheet.ts';
import { doorRoutes, type DoorParts } from './door-routes.ts';

export function routes(serve: Serve, parts: DoorParts): void {
  doorRoutes(serve, parts);

  serve(wire.listAppointments, ({ params }, context) =>
    readNode(context, params.organisationId, async (tx, node) => {
      const withAccounts = mayActOn(context.actor.grants, 'manage-access', node.place);
      return { appointments: await appointmentsAt(tx, node.id, withAccounts) };
    }),
  );

  serve(wire.appointMany, ({ body }, context) => runCommand(context, appointManyCommand, body));

  serve(wire.appoint, ({ params, body }, context) => runCommand(context, appointCommand, { ...params, ...body }));

  serve(wire.endAppointment, ({ params }, context) => runCommand(context, endAppointmentCommand, params));

  serve(wire.makeActivationSheet, ({ params, body }, context) =>
    runCommand(context, makeActivationSheetCommand, { ...params, ...body, publicUrl: context.platform.publicUrl }),
  );
}
