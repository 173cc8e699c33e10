import type { ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { NodeLink } from './node-link.tsx';
import type { OrganisationRecord } from './queries.ts';

interface Event {
  readonly key: string;
  readonly on: string;
  readonly what: ReactNode;
  readonly note?: string | null;
  readonly by?: string | null;
}

type Props = { readonly record: OrganisationRecord };

/** Where it has stood, what it was called, what merged into it, how it ended. Latest first. */
export function HistorySheet({ record }: Props): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const cameAlong = record.parents.some(({ formerly }) => formerly);
  const events = useEvents(record).toSorted((a, b) => b.on.localeCompare(a.on));
  return (
    <Sheet
      title={t('organisation.change.history')}
      caption={t('organisation.change.latestFirst')}
      foot={cameAlong && t('organisation.change.cameAlong')}
    >
      <ol className="org-events">
        {events.map(({ key, on, what, note, by }) => (
          <li key={key}>
            <time dateTime={on}>{fullDay(on)}</time>
            <div>
              {what}
              {((note ?? '') !== '' || (by ?? '') !== '') && (
                <span className="m-second">
                  <Facts>
                    {(note ?? '') !== '' && <UserText>{note}</UserText>}
                    {(by ?? '') !== '' && (
                      <Say k="organisation.change.by" values={{ who: <UserText>{by}</UserText> }} />
                    )}
                  </Facts>
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function useEvents({ parents, changes, absorbed, closing }: OrganisationRecord): readonly Event[] {
  const t = useText();
  return [
    ...parents.map(({ fromOn, parent, reason, by }, index): Event => ({
      key: `parent ${index}`,
      on: fromOn,
      what: <Under parent={parent} isFirst={index === parents.length - 1} />,
      note: reason,
      by,
    })),
    ...changes.map((change, index): Event => ({
      key: `change ${index}`,
      on: change.on,
      what: (
        <Say
          k="organisation.change.changed"
          values={{
            field: t(`organisation.change.fields.${change.field}`),
            before: <Value change={change} of="before" />,
            after: <Value change={change} of="after" />,
          }}
        />
      ),
      by: change.by,
    })),
    ...absorbed.map((node): Event => ({
      key: `absorbed ${node.id}`,
      on: node.on,
      what: <Say k="organisation.change.absorbed" values={{ node: <NodeLink node={node} /> }} />,
    })),
    ...(closing === null ? [] : [closingEvent(closing, t('organisation.change.closed'))]),
  ];
}

type UnderProps = {
  readonly parent: OrganisationRecord['parents'][number]['parent'];
  readonly isFirst: boolean;
};

/** A root, and what stood under a node that one may not see, has no name above it. */
function Under({ parent, isFirst }: UnderProps): ReactNode {
  const t = useText();
  if (parent === null) return t(isFirst ? 'organisation.change.openedOnly' : 'organisation.change.movedElsewhere');
  return (
    <Say
      k={isFirst ? 'organisation.change.opened' : 'organisation.change.moved'}
      values={{ parent: <NodeLink node={parent} opens={parent.opens} /> }}
    />
  );
}

function closingEvent(closing: NonNullable<OrganisationRecord['closing']>, closed: string): Event {
  const { on, reason, by, mergedInto } = closing;
  const what =
    mergedInto === null ? (
      closed
    ) : (
      <Say k="organisation.change.mergedInto" values={{ node: <NodeLink node={mergedInto} /> }} />
    );
  return { key: 'closing', on, what, note: reason, by };
}

type ValueProps = { readonly change: OrganisationRecord['changes'][number]; readonly of: 'before' | 'after' };

/** States and kinds of work are ours to word; names and codes were typed. */
function Value({ change, of }: ValueProps): ReactNode {
  const t = useText();
  const value = change[of];
  if (value === null) return t('organisation.change.none');
  if (change.field === 'state')
    return t(`organisation.change.states.${value as 'normal' | 'weak' | 'paralysed' | 'empty'}`);
  if (change.field === 'operation')
    return t(`organisation.change.operations.${value as 'running' | 'struggling' | 'halted'}`);
  return <UserText>{value}</UserText>;
}
