/** The box as a process of its own: `muster serve` starts it beside the desk, `muster box` by itself. */
import { runBeside, tellFault } from './beside/index.ts';
import { startBox, type BoxSettings } from './start-box.ts';

await runBeside((settings: BoxSettings) => startBox(settings, tellFault('box')));
