import { useState, type ReactNode } from 'react';
import { Button } from '../src/ui/form/button.tsx';
import { TaskBar, TaskFoot } from '../src/ui/frame/task-bar.tsx';
import { NameTiles } from '../src/ui/rollcall/name-tiles.tsx';
import { ReasonRow } from '../src/ui/rollcall/reason-row.tsx';
import { Consequences, RollHead } from '../src/ui/rollcall/roll-head.tsx';
import { UserText } from '../src/ui/text/user-text.tsx';

const names =
  '何静 苏禾 程砚 顾晚舟 柳映川 姜予安 白若溪 夏知远 沈听澜 陆闻溪 周以宁 许南枝 罗小满 唐晓棠 叶青禾'.split(' ');
const reasons = ['病假', '出差', '事假', '无故'].map((label) => ({ key: label, label }));

export function RecordMeeting(): ReactNode {
  const [away, setAway] = useState<Readonly<Record<string, string>>>({ 白若溪: '病假', 许南枝: '出差' });
  const [current, setCurrent] = useState<string | undefined>('许南枝');
  const tap = (name: string): void => {
    setCurrent(name);
    if (away[name] === undefined) setAway({ ...away, [name]: '' });
    else if (name === current) setAway(Object.fromEntries(Object.entries(away).filter(([other]) => other !== name)));
  };
  const here = names.length - Object.keys(away).length;
  return (
    <div className="sb-phone">
      <TaskBar title="记一次会" backHref="#back" about={<UserText>第一支部</UserText>} complaintHref="#burden" />
      <section className="sb-plan" aria-label="会议">
        <div>
          <b>
            <UserText>集中学习　第三专题</UserText>
          </b>
          <span>今天 14:30 至 16:30，2 学时，三楼会议室</span>
        </div>
        <a className="m-link" href="#change">
          更改
        </a>
      </section>
      <main className="sb-main">
        <RollHead here={here} due={names.length} hint="默认全到，点名字记缺席" />
        <NameTiles
          people={names.map((name) => ({ key: name, name, absence: away[name] }))}
          current={current}
          onTap={tap}
        />
        {current !== undefined && away[current] !== undefined && (
          <ReasonRow
            name={current}
            reasons={reasons}
            chosen={away[current]}
            onChoose={(key) => setAway({ ...away, [current]: key })}
          />
        )}
        <Consequences>
          {[
            <span key="1">
              {here} 人各记 <b>2 学时</b>
            </span>,
            <span key="2">
              {names.length - here} 人各生成补课 1 次，<b>11-27 周五</b>前
            </span>,
            '签到表和纪要头已填好，没有网络也能保存',
          ]}
        </Consequences>
      </main>
      <TaskFoot>
        <Button primary>保存，{here} 人到会</Button>
      </TaskFoot>
    </div>
  );
}
