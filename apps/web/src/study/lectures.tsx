import { readFile } from '@muster/contract/platform';
import type { ReactNode } from 'react';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LecturerForm } from './lecturer-form.tsx';
import { ScriptForm } from './script-form.tsx';
import { useLectures, useWithdrawLecture, type Lecture } from './lecture-queries.ts';
import type { ActivitySheet } from './queries.ts';
import { SpeakersForm } from './speakers-form.tsx';
import { WithdrawForm } from './withdraw-form.tsx';
import './lectures.css';

/** Who spoke, as what, and from which script. */
export function Lectures({ activityId, at }: { readonly activityId: string; readonly at?: ActivitySheet }): ReactNode {
  const t = useText();
  const { data, error, refetch } = useLectures(activityId);
  if (error !== null) return <Trouble error={error} what={t('study.lecture.title')} onRetry={() => void refetch()} />;
  if (data === undefined || (data.lectures.length === 0 && !data.mayName)) return null;
  return (
    <Sheet title={t('study.lecture.title')}>
      {data.lectures.length === 0 && <EmptyLine>{t('study.lecture.nobody')}</EmptyLine>}
      {data.lectures.filter(isAlone).map((lecture) => (
        <OneLecture key={lecture.id} lecture={lecture} mayWithdraw={data.mayName} />
      ))}
      <MembersSpoke lectures={data.lectures.filter((each) => !isAlone(each))} mayWithdraw={data.mayName} />
      {data.mayName && at !== undefined && (
        <SpeakersForm
          activityId={activityId}
          kind={at.activity.kind}
          branchId={at.branch.id}
          sheet={at.sheet}
          lectures={data.lectures}
        />
      )}
      {data.mayName && (
        <LecturerForm
          activityId={activityId}
          candidates={data.candidates}
          someAbsent={at?.sheet.some(({ presence }) => presence === 'absent') === true}
        />
      )}
    </Sheet>
  );
}

/** Members who spoke themselves are many, and mostly without a script: one line for all of them. */
const isAlone = ({ capacity, script }: Lecture): boolean => capacity !== 'member' || script !== null;

function MembersSpoke({
  lectures,
  mayWithdraw,
}: {
  readonly lectures: readonly Lecture[];
  readonly mayWithdraw: boolean;
}): ReactNode {
  const t = useText();
  const me = useMe();
  const spoke = lectures.filter(({ withdrawn }) => withdrawn === null);
  if (lectures.length === 0) return null;
  return (
    <details className="study-spoke" open={spoke.some(({ personId }) => personId === me.person.id)}>
      <summary>
        {t('study.unspoken.spoke', { count: spoke.length })}{' '}
        <span className="m-caption">
          <UserText>{spoke.map(({ name }) => name).join('、')}</UserText>
        </span>
      </summary>
      {lectures.map((lecture) => (
        <OneLecture key={lecture.id} lecture={lecture} mayWithdraw={mayWithdraw} />
      ))}
    </details>
  );
}

type Props = { readonly lecture: Lecture; readonly mayWithdraw: boolean };

function OneLecture({ lecture, mayWithdraw }: Props): ReactNode {
  const t = useTermText();
  const me = useMe();
  const { id, capacity, name, withdrawn, script, mayHandIn } = lecture;
  const withdrawing = useWithdrawLecture(id);
  return (
    <article className="study-lecture" aria-label={name} data-user="">
      <h3 className={withdrawn === null ? undefined : 'study-lecture-gone'}>
        <UserText>{name}</UserText> <span className="m-caption">{t(`study.lecture.as.${capacity}`)}</span>
      </h3>
      {withdrawn !== null && <Withdrawn withdrawn={withdrawn} />}
      {withdrawn === null && isAlone(lecture) && <ScriptOf script={script} />}
      {mayHandIn && <ScriptForm lectureId={id} isOwn={lecture.personId === me.person.id} again={script !== null} />}
      {mayWithdraw && withdrawn === null && (
        <WithdrawForm withdrawing={withdrawing} act={t('study.lecture.withdrawThis')} />
      )}
    </article>
  );
}

function ScriptOf({ script }: { readonly script: Lecture['script'] }): ReactNode {
  const t = useText();
  const { moment } = useFormat();
  if (script === null) return <p className="m-caption">{t('study.lecture.noScript')}</p>;
  const { text, file, isOwn, handedInBy, handedInAt, version } = script;
  return (
    <>
      <p className="m-caption">
        <Say
          k="study.lecture.scriptBy"
          values={{ version, who: <UserText>{handedInBy}</UserText>, time: moment(handedInAt) }}
        />
      </p>
      {isOwn ? (
        <StateWord state="met" small>
          {t('study.lecture.ownWord')}
        </StateWord>
      ) : (
        <p className="m-caption">{t('study.lecture.notSaidOwn')}</p>
      )}
      {file !== null && (
        <p>
          <Anchor className="m-link" href={readFile.path.replace(':sha256', file.sha256)} download={file.name}>
            <UserText>{file.name}</UserText>
          </Anchor>
        </p>
      )}
      {text !== null && (
        <details className="study-script">
          <summary>{t('study.lecture.readScript')}</summary>
          <p className="study-script-text">
            <UserText>{text}</UserText>
          </p>
        </details>
      )}
    </>
  );
}

function Withdrawn({ withdrawn: { by, at, reason } }: { readonly withdrawn: NonNullable<Lecture['withdrawn']> }) {
  const { moment } = useFormat();
  return (
    <p className="m-caption">
      <Say
        k="study.lecture.withdrawnBy"
        values={{ who: <UserText>{by}</UserText>, time: moment(at), reason: <UserText>{reason}</UserText> }}
      />
    </p>
  );
}
