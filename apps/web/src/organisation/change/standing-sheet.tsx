import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { countText } from '../../app/format/numbers.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useTermText } from '../../app/term-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useKindName } from '../kind-name.ts';
import type { Organisation } from '../queries.ts';
import { useMayOpen } from './may-open.ts';
import type { OrganisationRecord } from './queries.ts';
import { NodeLink } from './node-link.tsx';
import { StateName } from './state-name.tsx';

type Props = { readonly here: Organisation; readonly record: OrganisationRecord };
type Fact = { readonly label: string; readonly value: ReactNode };

/** What it is and where it stands in both trees. */
export function StandingSheet({ here, record }: Props): ReactNode {
  const t = useText();
  const facts = useFacts({ here, record }).filter(({ value }) => value !== null && value !== false);
  return (
    <Sheet title={t('organisation.change.facts')} padded>
      <dl className="org-facts">
        {facts.map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

function useFacts({ here, record }: Props): readonly Fact[] {
  const { organisation, above } = here;
  const mayOpen = useMayOpen(here);
  const t = useTermText();
  const titles = useTitles();
  const kindName = useKindName();
  const { fullDay } = useFormat();
  const { className, operation, closing, figures, links, underParentSince } = record;
  const isUnit = organisation.kind === 'unit';
  const isWide = !isUnit && organisation.kind !== 'branch';
  return [
    { label: t('organisation.change.kind'), value: kindName(organisation.kind, 'start') },
    { label: t('organisation.change.state'), value: closing === null && <StateName state={organisation.state} /> },
    { label: t('organisation.change.code'), value: typed(organisation.code) },
    { label: t('organisation.change.creditCode'), value: typed(organisation.creditCode) },
    { label: t('organisation.change.class'), value: isUnit && className !== null && titles.of(className) },
    { label: t('organisation.change.operation'), value: isUnit && t(`organisation.change.operations.${operation}`) },
    { label: t('organisation.change.openedOn'), value: fullDay(organisation.openedOn) },
    {
      label: t('organisation.change.above'),
      value: above.length > 0 && (
        <>
          <span className="org-line">
            {above.map((node, index) => (
              <Above key={node.id} node={node} isFirst={index === 0} opens={mayOpen(node.id)} />
            ))}
          </span>
          {closing === null && (
            <span className="org-line m-caption">
              {t('organisation.change.since', { day: fullDay(underParentSince) })}
            </span>
          )}
        </>
      ),
    },
    {
      label: t(isUnit ? 'organisation.change.showsAt' : 'organisation.change.servesUnits'),
      value: links.length > 0 && links.map((link) => <Link key={link.id} link={link} isUnit={isUnit} />),
    },
    {
      label: t('organisation.change.beneath'),
      value: closing === null && isWide && <Beneath figures={figures} tree={organisation.tree} />,
    },
  ];
}

function typed(text: string | null): ReactNode {
  return text === null ? null : <UserText>{text}</UserText>;
}

type AboveProps = {
  readonly node: { readonly id: string; readonly name: string };
  readonly isFirst: boolean;
  readonly opens: boolean;
};

function Above({ node, isFirst, opens }: AboveProps): ReactNode {
  return (
    <>
      {!isFirst && ' › '}
      <NodeLink node={node} opens={opens} />
    </>
  );
}

type LinkProps = { readonly link: OrganisationRecord['links'][number]; readonly isUnit: boolean };

function Link({ link, isUnit }: LinkProps): ReactNode {
  const t = useText();
  return (
    <span className="org-line">
      <Anchor className="m-link" href={`/organisations/${link.id}`}>
        <UserText>{link.name}</UserText>
      </Anchor>
      {!isUnit && link.isHost && <span className="m-caption"> {t('organisation.change.host')}</span>}
      {link.above !== null && (
        <span className="m-caption">
          {' '}
          <Say k="organisation.change.under" values={{ above: <UserText>{link.above.name}</UserText> }} />
        </span>
      )}
    </span>
  );
}

type BeneathProps = {
  readonly figures: OrganisationRecord['figures'];
  readonly tree: Organisation['organisation']['tree'];
};

/** Units are counted up the places; beneath a party organisation there are branches alone. */
function Beneath({ figures, tree }: BeneathProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const { units, branches, members } = figures;
  return t(tree === 'place' ? 'organisation.change.figures' : 'organisation.change.partyFigures', {
    units: countText(units),
    unit: term('unit', units === 1 ? 'one' : 'many'),
    branches: countText(branches),
    branch: term('branch', branches === 1 ? 'one' : 'many'),
    members: countText(members),
    member: term('member', members === 1 ? 'one' : 'many'),
  });
}
