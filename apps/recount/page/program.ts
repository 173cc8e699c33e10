import './old-browsers.ts';
import { openPage } from './page.ts';
import { answerFiles } from './worker.ts';

// One text is both: the page, and the worker that it starts of itself.
if (typeof document === 'undefined') answerFiles();
else openPage();
