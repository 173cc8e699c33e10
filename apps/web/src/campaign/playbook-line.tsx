import { Children, createContext, use, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import './campaign.css';

export type LineInForce = {
  readonly code: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly layer: string;
  readonly tightenedBy: readonly string[];
};

const noLines: readonly LineInForce[] = [];

/** What a layer is called, by its code. */
export const LayerNames = createContext<(code: string) => string>((code) => code);

/** Lines of one kind under their word; nothing where there are none. */
export function Lines({
  title,
  lines = noLines,
  children,
}: {
  readonly title: ReactNode;
  readonly lines?: readonly LineInForce[];
  readonly children?: ReactNode;
}): ReactNode {
  const items = [...lines.map((line) => <Line key={line.code} line={line} />), ...Children.toArray(children)];
  if (items.length === 0) return null;
  const shown = items.length > mostShown ? items.slice(0, mostShown - 2) : items;
  return (
    <section className="m-in-force">
      <h3>{title}</h3>
      <ul>{shown}</ul>
      <Folded items={items.slice(shown.length)} />
    </section>
  );
}

/** More lines than this are folded away behind the first of them. */
const mostShown = 10;

function Folded({ items }: { readonly items: readonly ReactNode[] }): ReactNode {
  const t = useText();
  if (items.length === 0) return null;
  return (
    <details className="m-in-force-more">
      <summary>{t('campaign.furtherLines', { count: items.length })}</summary>
      <ul>{items}</ul>
    </details>
  );
}

/** Whose a line is. On a phone nothing is said of what everybody has from the playbook itself. */
export function LayerName({ code }: { readonly code: string }): ReactNode {
  const t = useText();
  const name = use(LayerNames)(code);
  return <span className={name === t('campaign.basis') ? 'm-in-force-basis' : undefined}>{name}</span>;
}

type Props = {
  readonly line: LineInForce;
  readonly isNotSet?: boolean;
  /** What takes a line of its own beneath it. */
  readonly more?: ReactNode;
  readonly children?: ReactNode;
};

/** One thing that holds, what is to be said of it, and at the right the layer that it comes from. */
export function Line({ line, isNotSet = false, more, children }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const layerName = use(LayerNames);
  return (
    <li>
      <div>
        {titles.of(line.title)}
        {isNotSet && (
          <>
            {' '}
            <StateWord state="na" small>
              {t('campaign.notSet')}
            </StateWord>
          </>
        )}
        {Children.toArray(children).length > 0 && (
          <span className="m-second">
            <Facts>{children}</Facts>
          </span>
        )}
        {more}
      </div>
      <span className="m-in-force-from m-caption">
        <LayerName code={line.layer} />
        {line.tightenedBy.map((layer) => (
          <span key={layer}>{t('campaign.tightenedBy', { layer: layerName(layer) })}</span>
        ))}
      </span>
    </li>
  );
}
