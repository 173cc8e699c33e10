/** The issuer as a process of its own: `muster serve` starts it beside the desk, `muster issuer` by itself. */
import { runBeside, tellFault } from '@muster/box/beside';
import { startIssuer, type IssuerSettings } from './start-issuer.ts';

await runBeside((settings: IssuerSettings) => startIssuer(settings, tellFault('issuer')));
