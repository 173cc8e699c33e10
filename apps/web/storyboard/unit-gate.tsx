import type { ReactNode } from 'react';
import { useFormat } from '../src/app/format/use-format.ts';
import { useLanguage } from '../src/app/i18n/use-language.ts';
import { ConditionName, GapText } from '../src/ui/course/condition-name.tsx';
import { FlowSteps } from '../src/ui/course/flow-steps.tsx';
import { AsOf } from '../src/ui/figure/as-of.tsx';
import { Due } from '../src/ui/figure/due.tsx';
import { NowNeeded } from '../src/ui/figure/now-needed.tsx';
import { Button } from '../src/ui/form/button.tsx';
import { FindBox } from '../src/ui/frame/find-box.tsx';
import { Page, PageHead } from '../src/ui/frame/page.tsx';
import { SideNav } from '../src/ui/frame/side-nav.tsx';
import { TopBar } from '../src/ui/frame/top-bar.tsx';
import type { Column } from '../src/ui/sheet/column.ts';
import { DataTable } from '../src/ui/sheet/data-table.tsx';
import { SettledList } from '../src/ui/sheet/settled-list.tsx';
import { Sheet } from '../src/ui/sheet/sheet.tsx';
import { Icon } from '../src/ui/sign/icon.tsx';
import { Facts } from '../src/ui/text/facts.tsx';
import { gateRows, settled, type GateRow } from './unit-gate-rows.ts';

const nav = [
  ['本单位', 'Our unit'],
  ['支部', 'Branches'],
  ['名册', 'Roster'],
  ['文件与材料', 'Documents'],
  ['统计', 'Figures'],
] as const;
const side = [
  ['距下一阶段', 'To the next stage', 7],
  ['应办事项', 'To do', 9],
  ['活动与考勤', 'Activities, attendance', 0],
  ['学时与补课', 'Hours and make-up', 4],
  ['单位方案', 'Unit plan', 0],
  ['大讨论成果', 'Discussion results', 1],
  ['整改台账', 'Rectification ledger', 3],
  ['文件签收', 'Documents to sign for', 0],
  ['测评与意见', 'Ballots and opinions', 0],
  ['归档目录', 'The file', 0],
] as const;

export function UnitGate(): ReactNode {
  const zh = useLanguage() === 'zh';
  const say = (chinese: string, english: string): string => (zh ? chinese : english);
  const { span } = useFormat();
  return (
    <>
      <TopBar
        nav={nav.map(([chinese, english], place) => ({
          href: `#${english}`,
          label: say(chinese, english),
          here: place === 0,
        }))}
        campaign={
          <>
            {say('第二批教育活动', 'Education campaign, batch 2')}
            <Icon name="down" size={14} />
          </>
        }
        search={
          <FindBox
            name={say('搜索', 'Search')}
            placeholder={say('搜单位、人员、文件，可用拼音', 'Search units, people, files')}
            value=""
            onChange={() => {}}
          />
        }
        notices={{ href: '#notices', unread: 2 }}
        who={
          <Facts>
            {say('苏禾', 'Su He')}
            {say('单位联络员', 'unit clerk')}
          </Facts>
        }
        complaintHref="#burden"
        onSignOut={() => {}}
      />
      <Page
        side={
          <SideNav
            name={say('本单位', 'Our unit')}
            title={say('白鹭镇中心小学', 'Bailu Town Central Primary School')}
            about={say('青神县　党员 28 名，支部 2 个', 'Qingshen County. 28 members, 2 branches')}
            items={side.map(([chinese, english, count], place) => ({
              href: `#${english}`,
              label: say(chinese, english),
              count,
              here: place === 0,
            }))}
            foot={say(
              '上级本周向本单位要 4 件，约 50 分钟，上限 90 分钟',
              'This week you are asked for 4 things, about 50 minutes; the ceiling is 90',
            )}
          />
        }
      >
        <PageHead
          verdict
          title={
            zh ? (
              <>
                距“分析评议”还差 <span className="m-gap">7 项</span>
              </>
            ) : (
              <>
                <span className="m-gap">7 conditions</span> stand before Analysis and appraisal
              </>
            )
          }
          caption={
            zh
              ? `学习动员　${span('2026-11-01', '2026-11-30')}，还有 10 天。转段最早 11-30，不提前结束`
              : `Study and mobilisation, ${span('2026-11-01', '2026-11-30')}, 10 days left. Transition on 30 November at the earliest`
          }
          asOf={<AsOf at="2026-11-20T14:32:10+08:00" counted />}
        />
        <FlowSteps
          steps={[
            {
              key: '1',
              now: true,
              name: say('准备', 'Prepare'),
              lines: [say('现在，7 项未齐', 'Now: 7 still open'), say('苏禾　联络员', 'Su He, unit clerk')],
            },
            {
              key: '2',
              name: say('单位申请', 'Unit applies'),
              lines: [
                say('条件齐后开放', 'Opens when all are met'),
                say('何静　单位主要负责人', 'He Jing, head of unit'),
              ],
            },
            {
              key: '3',
              name: say('督导组复核', 'Team endorses'),
              lines: [say('收到后 2 个工作日', '2 working days'), say('第三督导组　罗亦舟', 'Team 3, Luo Yizhou')],
            },
            {
              key: '4',
              name: say('活动办决定', 'Office decides'),
              lines: [say('复核后 2 个工作日', '2 working days'), say('青神县活动办', 'County campaign office')],
            },
          ]}
          action={
            <Button
              reason={
                zh ? (
                  <>
                    6 项硬条件未达到
                    <br />
                    任何人不能跳过
                  </>
                ) : (
                  <>
                    6 hard conditions open;
                    <br />
                    nobody can skip them
                  </>
                )
              }
            >
              {say('申请转段', 'Apply for transition')}
            </Button>
          }
        />
        <Sheet title={say('还差的', 'Still open')} caption={say('按期限先后', 'earliest deadline first')}>
          <DataTable
            name={say('还差的', 'Still open')}
            columns={columns(zh)}
            rows={gateRows}
            rowKey={(row) => row.name[1]}
            height="tall"
          />
        </Sheet>
        <Sheet
          title={say('不再欠的', 'Settled')}
          caption={say('达到 7 项，不适用 1 项，标准未设定 1 项', '7 met, 1 does not apply, 1 without a standard')}
        >
          <SettledList
            items={settled.map(([state, name, fact]) => ({
              key: name[1],
              state,
              name: say(...name),
              fact: say(...fact),
            }))}
          />
        </Sheet>
      </Page>
    </>
  );
}

function columns(zh: boolean): Column<GateRow>[] {
  const say = ([chinese, english]: readonly [string, string]): string => (zh ? chinese : english);
  const head = (chinese: string, english: string): { head: string; label: string } => ({
    head: say([chinese, english]),
    label: say([chinese, english]),
  });
  const widths = zh ? [314, 204, 170, 196, 112] : [326, 160, 176, 190, 124];
  const width = (place: number): { width: number } => ({ width: widths[place] ?? 0 });
  return [
    {
      key: 'name',
      head: say(['条件', 'Condition']),
      ...width(0),
      cell: (row) => <ConditionName state={row.state} name={say(row.name)} hard={row.hard} rule={say(row.rule)} />,
    },
    {
      key: 'now',
      ...head('现在 / 需要', 'Now / needed'),
      ...width(1),
      cell: (row) => (
        <span>
          <NowNeeded
            now={typeof row.now === 'number' ? row.now : say(row.now)}
            needed={row.needed}
            ticks={row.ticks}
            href="#list"
          />
        </span>
      ),
    },
    {
      key: 'gap',
      ...head('差', 'Gap'),
      ...width(2),
      cell: (row) => (
        <span>
          <GapText state={row.state} detail={say(row.detail)}>
            {say(row.gap)}
          </GapText>
        </span>
      ),
    },
    {
      key: 'whose',
      ...head('谁来办', 'Whose'),
      ...width(3),
      cell: (row) => (
        <span>
          {say(row.whose)}
          <span className="m-second">{say(row.duty)}</span>
        </span>
      ),
    },
    {
      key: 'due',
      ...head('期限', 'Due'),
      ...width(4),
      cell: (row) => (
        <span>
          <Due date={row.due} today="2026-11-20" note={row.note && say(row.note)} />
        </span>
      ),
    },
    {
      key: 'act',
      head: null,
      align: 'right',
      cell: (row) => (
        <Button small primary={row === gateRows[0]}>
          {say(row.act)}
        </Button>
      ),
    },
  ];
}
