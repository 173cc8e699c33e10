import { ofDrag, ofInput } from './chosen-files.ts';
import { made } from './made.ts';
import type { Found } from './recount-files.ts';
import { shown } from './show-result.ts';
import { sayIn, type Language } from './words.ts';
import type { Told } from './worker.ts';

type State = { readonly is: 'empty' | 'none' } | Told;

/** The page: what was chosen is counted beside it, by the same program in a worker, so that it stays at hand meanwhile. */
export function openPage(): void {
  let language: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  let state: State = { is: 'empty' };
  let worker: Worker | null = null;
  // Taken while it is there: what the page shows takes its place.
  const program = document.querySelector('#program')?.textContent ?? '';
  const main = made('main');
  const told = made('div', { role: 'status', 'aria-live': 'polite' });
  const results = made('div');

  const set = (next: State): void => {
    state = next;
    tell();
  };
  const recount = (files: readonly Found[]): void => {
    worker?.terminate();
    if (files.length === 0) {
      set({ is: 'none' });
      return;
    }
    set({ is: 'counting', done: 0, all: 0 });
    worker = startWorker(program);
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => set(data));
    worker.addEventListener('error', () => set({ is: 'none' }));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(files);
  };

  const tell = (): void => {
    const say = sayIn(language);
    const counted = state.is === 'counted' ? state.result : null;
    const isNone = state.is === 'none' || (state.is === 'counted' && counted === null);
    told.textContent =
      state.is === 'counting'
        ? say('page-counting', { done: state.done, all: state.all })
        : isNone
          ? say('page-none')
          : '';
    results.replaceChildren(...(counted === null ? [] : shown(counted, say, language)));
  };
  const draw = (): void => {
    const say = sayIn(language);
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
    document.title = say('page-title');
    const other = made('button', { type: 'button', lang: language === 'zh' ? 'en' : 'zh-Hans' }, say('page-other'));
    other.addEventListener('click', () => {
      language = language === 'zh' ? 'en' : 'zh';
      draw();
      main.querySelector('button')?.focus();
    });
    const drop = made(
      'div',
      { class: 'drop' },
      chooser(say('page-folder'), { webkitdirectory: '' }),
      chooser(say('page-files'), { multiple: '' }),
      made('p', { class: 'caption' }, say('page-drag')),
    );
    main.replaceChildren(
      made('header', {}, made('h1', {}, say('page-title')), other),
      made('p', {}, say('page-lead')),
      drop,
      told,
      results,
      made('p', { class: 'caption' }, say('page-limits')),
    );
    tell();
  };
  const chooser = (label: string, attributes: Readonly<Record<string, string>>): HTMLElement => {
    const input = made('input', { type: 'file', ...attributes }) as HTMLInputElement;
    input.addEventListener('change', () => {
      if (input.files !== null) void ofInput(input.files).then(recount);
    });
    return made('label', {}, made('span', {}, label), input);
  };
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null) void ofDrag(event.dataTransfer.items).then(recount);
  });
  document.body.replaceChildren(main);
  draw();
}

/** A page from the disk may start no other file: its own text is the worker's. */
function startWorker(program: string): Worker {
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
