// One line a slice: this is what makes a misspelt key a compile error. The texts themselves are gathered by glob.
import type app from '../zh.json';
import type ui from '../../ui/zh.json';

type Texts = { app: typeof app; ui: typeof ui };

type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string];

/** `slice.key`, as in `ui.state.met`. Plural forms exist in English only and are chosen by `count`. */
export type TextKey = Path<Texts>;
