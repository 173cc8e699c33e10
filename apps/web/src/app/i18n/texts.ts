// One line a slice: this is what makes a misspelt key a compile error. The texts themselves are gathered by glob.
import type app from '../zh.json';
import type access from '../../access/zh.json';
import type assessment from '../../assessment/zh.json';
import type ballot from '../../ballot/zh.json';
import type campaign from '../../campaign/zh.json';
import type gate from '../../gate/zh.json';
import type ledger from '../../ledger/zh.json';
import type obligation from '../../obligation/zh.json';
import type opinion from '../../opinion/zh.json';
import type organisation from '../../organisation/zh.json';
import type playbook from '../../playbook/zh.json';
import type refusal from '../../refusal/zh.json';
import type rollup from '../../rollup/zh.json';
import type roster from '../../roster/zh.json';
import type study from '../../study/zh.json';
import type supervision from '../../supervision/zh.json';
import type ui from '../../ui/zh.json';

type Texts = {
  access: typeof access;
  app: typeof app;
  assessment: typeof assessment;
  ballot: typeof ballot;
  campaign: typeof campaign;
  gate: typeof gate;
  ledger: typeof ledger;
  obligation: typeof obligation;
  opinion: typeof opinion;
  organisation: typeof organisation;
  playbook: typeof playbook;
  refusal: typeof refusal;
  rollup: typeof rollup;
  roster: typeof roster;
  study: typeof study;
  supervision: typeof supervision;
  ui: typeof ui;
};

type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string];

/** `slice.key`, as in `ui.state.met`. Plural forms exist in English only and are chosen by `count`. */
export type TextKey = Path<Texts>;
