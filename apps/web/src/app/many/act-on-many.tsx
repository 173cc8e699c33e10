import { useState, type ReactNode } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { FormFault } from '../form-fault.tsx';
import { useText } from '../i18n/use-text.ts';
import { useListFault } from '../refusal.ts';
import { ActButtons, type ActOnThem } from './act-buttons.tsx';
import { PickLines, type Line } from './pick-lines.tsx';

type Props = {
  readonly title: string;
  /** How many there are, and that they can be done together. */
  readonly folded: string;
  readonly lines: readonly Omit<Line, 'fault'>[];
  readonly acts: readonly ActOnThem[];
  /** What was sent last: which, under what name the list went, and what came back. */
  readonly sent: {
    readonly ids: readonly string[];
    readonly list: string;
    readonly error: Error | null;
    readonly isPending: boolean;
  };
  /** After it was done. */
  readonly done: string | null;
  /** A refusal that is of none of them. */
  readonly fault: string | undefined;
  /** What is said of all of them together. */
  readonly children?: ReactNode;
};

/**
 * One act on several of a list. What will happen is named once before; then all of them are taken or none, and those that stand in the
 * way say why. Nothing that was chosen or typed is lost by that.
 */
export function ActOnMany({ title, folded, lines, acts, sent, done, fault, children }: Props): ReactNode {
  const t = useText();
  const sayFault = useListFault();
  const [asked, ask] = useState<readonly Omit<Line, 'fault'>[]>([]);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const faultOf = (id: string): string | undefined => {
    const place = sent.ids.indexOf(id);
    return place < 0 ? undefined : sayFault(sent.error, `${sent.list}.${place}`);
  };
  const told = lines.map((line) => ({ ...line, fault: faultOf(line.id) }));
  const picked = told.filter(({ id }) => chosen.has(id));
  const stopped = picked.filter((line) => line.fault !== undefined);
  const said = done !== null && <StateWord state="met">{done}</StateWord>;
  // Somebody else was first: it is listed no more, and still says why.
  const gone = asked.filter(({ id }) => !lines.some((line) => line.id === id) && faultOf(id) !== undefined);
  if (lines.length < 2 && gone.length === 0) return said && <output className="m-many-done">{said}</output>;
  const sending = acts.map((act) => ({
    ...act,
    send: (ids: readonly string[]) => {
      ask(picked);
      act.send(ids);
    },
  }));
  return (
    <Sheet title={title} folded={folded} padded>
      <div className="m-form">
        <PickLines
          legend={title}
          all={t('app.many.all', { count: lines.length })}
          lines={told}
          chosen={chosen}
          onChoose={choose}
        />
        {gone.map(({ id, whose }) => (
          <p key={id}>
            <UserText>{whose}</UserText>
            <span className="m-field-error">{faultOf(id)}</span>
          </p>
        ))}
        {children}
        <p className="m-caption m-many-together">{t('app.many.together', { count: picked.length })}</p>
        <FormFault>{fault}</FormFault>
        {stopped.length > 0 && (
          <p>
            <Button
              small
              onClick={() => choose(new Set(picked.filter((line) => line.fault === undefined).map(({ id }) => id)))}
            >
              {t('app.many.leaveOut', { count: stopped.length })}
            </Button>
          </p>
        )}
        <ActButtons acts={sending} picked={picked} busy={sent.isPending} />
        <output>{said}</output>
      </div>
    </Sheet>
  );
}
