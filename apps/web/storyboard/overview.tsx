import type { ReactNode } from 'react';
import { countText } from '../src/app/format/numbers.ts';
import { StagesBar } from '../src/ui/course/stages-bar.tsx';
import { AsOf } from '../src/ui/figure/as-of.tsx';
import { Bands } from '../src/ui/figure/bands.tsx';
import { Figure } from '../src/ui/figure/figure.tsx';
import { Percent } from '../src/ui/figure/percent.tsx';
import { StateCounts, StateCountsHead } from '../src/ui/figure/state-counts.tsx';
import { Button } from '../src/ui/form/button.tsx';
import { FindBox } from '../src/ui/frame/find-box.tsx';
import { Page, PageHead } from '../src/ui/frame/page.tsx';
import { TreeBar } from '../src/ui/frame/tree-bar.tsx';
import type { TreeNode } from '../src/ui/frame/tree-rows.ts';
import { Tree } from '../src/ui/frame/tree.tsx';
import type { Column } from '../src/ui/sheet/column.ts';
import { Columns } from '../src/ui/sheet/columns.tsx';
import { DataTable } from '../src/ui/sheet/data-table.tsx';
import { Sheet } from '../src/ui/sheet/sheet.tsx';
import { SideList } from '../src/ui/sheet/side-list.tsx';
import { StateWord } from '../src/ui/sign/state-word.tsx';
import { Facts } from '../src/ui/text/facts.tsx';
import { UserText } from '../src/ui/text/user-text.tsx';
import { CityTopBar } from './city-top-bar.tsx';

const node = (id: string, count: number, leaf = false): TreeNode => ({ id, name: id, count: countText(count), leaf });
const branches: Record<string, readonly TreeNode[]> = {
  眉山市: [
    node('东坡区', 742),
    node('彭山区', 381),
    node('仁寿县', 689),
    node('洪雅县', 268),
    node('丹棱县', 171),
    node('青神县', 218),
  ],
  青神县: [
    node('县直单位', 64),
    node('白鹭镇', 23),
    node('石桥街道', 31),
    node('竹里镇', 27),
    node('其他 4 个乡镇', 73),
  ],
  白鹭镇: [
    node('白鹭镇机关', 1, true),
    node('白鹭镇中心小学', 1, true),
    node('白鹭镇卫生院驻竹里镇门诊部', 1, true),
    node('社区', 4),
    node('非公有制企业', 16),
  ],
};

type Condition = { name: string; need: string; counts: [number, number, number, number]; gap: ReactNode };
const more = (text: string): ReactNode => (
  <a className="m-link" href="#units">
    {text}
  </a>
);
const conditions: Condition[] = [
  {
    name: '单位方案获批准',
    need: '四条不批情形均无',
    counts: [2431, 27, 11, 0],
    gap: (
      <>
        东坡 9、彭山 5、仁寿 8、洪雅 2、
        <br />
        丹棱 1、青神 2　{more('看单位')}
      </>
    ),
  },
  {
    name: '动员会已召开',
    need: '主要负责人到会动员',
    counts: [2462, 7, 0, 0],
    gap: (
      <>
        明湖社区、竹里镇农技站等 7 个<br />
        {more('看单位')}
      </>
    ),
  },
  {
    name: '每名党员学时',
    need: '不少于 45 学时',
    counts: [412, 956, 0, 1101],
    gap: (
      <>
        差 1 至 6 学时 703 个<br />差 7 学时及以上 {more('253 个')}
      </>
    ),
  },
  {
    name: '集中学习学时',
    need: '不少于 40 学时',
    counts: [388, 980, 0, 1101],
    gap: (
      <>
        照现有安排能达到 861 个<br />
        须加场次 {more('119 个')}
      </>
    ),
  },
  {
    name: '集中培训',
    need: '不少于 3 天',
    counts: [1207, 161, 0, 1101],
    gap: (
      <>
        东坡 44、彭山 19、仁寿 58、洪雅 21、
        <br />
        丹棱 8、青神 11　{more('看单位')}
      </>
    ),
  },
  {
    name: '主要负责人讲党课',
    need: '本人撰写讲稿，至少 1 次',
    counts: [2214, 255, 0, 0],
    gap: (
      <>
        已排日期 198 个<br />
        尚未安排 {more('57 个')}
      </>
    ),
  },
  {
    name: '大讨论三项成果',
    need: '一个主题、两个具体，须采用',
    counts: [1876, 412, 181, 0],
    gap: (
      <>
        缺不合格认定标准 {more('287 个')}
        <br />
        缺行动主题 {more('125 个')}
      </>
    ),
  },
  {
    name: '群众满意度测评',
    need: '不满意低于 10 %',
    counts: [0, 0, 2469, 0],
    gap: (
      <>
        未测评，转段时按未达到计
        <br />
        11-24 起分单位开放
      </>
    ),
  },
];

const columns: Column<Condition>[] = [
  {
    key: 'name',
    head: '条件',
    width: 198,
    cell: (row) => (
      <>
        <b className="sb-medium">{row.name}</b>
        <span className="m-second">{row.need}</span>
      </>
    ),
  },
  {
    key: 'counts',
    head: <StateCountsHead />,
    width: 316,
    cell: ({ counts: [met, gap, wait, na] }) => (
      <StateCounts counts={{ met, gap, wait, na }} listOf={(state) => `#${state}`} />
    ),
  },
  {
    key: 'gap',
    head: '差在哪里',
    label: '差在哪里',
    cell: (row) => <span style={{ fontSize: 13, color: 'var(--ink-2)' }}>{row.gap}</span>,
  },
];

const fig = (value: number): ReactNode => <Figure value={value} href="#list" />;

export function Overview(): ReactNode {
  return (
    <>
      <CityTopBar here="总览" />
      <Page side={<Region />}>
        <PageHead
          title={<UserText>眉山市</UserText>}
          caption={
            <Facts>
              第二批<span>{fig(2469)} 个单位</span>
              <span>{fig(1685)} 个党组织</span>
              <span>
                {fig(36065)} 名党员，其中流动党员 {fig(2921)}
              </span>
            </Facts>
          }
          asOf="2026-11-20 星期五　农历十月十二"
          actions={
            <>
              <Button>导出本页</Button>
              <Button primary>下发文件或要求</Button>
            </>
          }
        />
        <StagesBar
          stages={[
            {
              key: '1',
              name: '学习动员',
              dates: '11-01 至 11-30',
              phase: 'now',
              gone: 2 / 3,
              note: (
                <Facts>
                  第 20 天，共 30 天
                  <span>
                    {fig(1323)} 个进行中，{fig(45)} 个未开始
                  </span>
                </Facts>
              ),
            },
            { key: '2', name: '分析评议', dates: '12-01 至 12-31', phase: 'next', note: '尚无单位转入，最早 12-01' },
            { key: '3', name: '整改提高', dates: '01-01 至 01-31', phase: 'next', note: '各单位可在限期内自定起止' },
            { key: '4', name: '不分阶段', phase: 'unstaged', note: <>{fig(1101)} 个，办关键步骤</> },
          ]}
        />
        <Columns right={<Right />}>
          <Sheet
            title="转入分析评议的条件"
            caption="按单位计，每行合计 2,469"
            right={<AsOf at="2026-11-20T14:32:10+08:00" />}
            foot={
              <>
                <StateWord state="na" small>
                  参学率
                </StateWord>
                <span className="m-caption">
                  上级未设定标准，只显示，不作转段条件：
                  <Percent part={412_806} whole={429_112} digits={1} /> 人次
                </span>
              </>
            }
          >
            <DataTable
              name="转入分析评议的条件"
              columns={columns}
              rows={conditions}
              rowKey={(row) => row.name}
              height="counts"
            />
          </Sheet>
        </Columns>
      </Page>
    </>
  );
}

function Region(): ReactNode {
  return (
    <TreeBar
      name="单位树"
      here={<UserText>眉山市</UserText>}
      by="按地区"
      counts="单位"
      find={<FindBox name="找单位" placeholder="找单位，如 bltxx" value="" onChange={() => {}} />}
      foot={
        <>
          <span style={{ color: 'var(--ink-2)' }}>数据差异 1 处待说明</span>
          <br />
          声明 2,367，合计 2,469，相差 <Figure value={102} state="gap" href="#difference" />
        </>
      }
    >
      <Tree
        name="单位树"
        roots={[node('眉山市', 2469)]}
        cacheKey={['storyboard']}
        load={(id) => Promise.resolve(branches[id] ?? [])}
        selected="眉山市"
        onSelect={() => {}}
        openAtFirst={['眉山市', '青神县', '白鹭镇']}
      />
    </TreeBar>
  );
}

function Right(): ReactNode {
  return (
    <>
      <Sheet title="待我办理" right="19 件">
        <SideList
          items={[
            { key: '1', count: 11, text: '方案待审', note: '最早收到 11-17，洪雅县 7、青神县 4' },
            { key: '2', count: 6, text: '延期 4、免办 2', note: '最近一件今天 10:05' },
            { key: '3', count: 2, text: '通报待签发 1、数据差异待说明 1' },
          ]}
        />
      </Sheet>
      <Sheet title="逾期" right="截至昨日 24:00">
        <SideList
          items={[
            { key: '1', count: 14, state: 'gap', text: '个单位文件未签齐', note: '11-15 前下发的 6 份文件' },
            {
              key: '2',
              count: 16,
              state: 'gap',
              text: '个单位材料未报',
              note: <>11-18 12:00 截止；迟报 {fig(31)}，按时 2,422</>,
            },
            { key: '3', count: 5, state: 'gap', text: '项责令整改未答复', note: '已升至县级活动办' },
          ]}
        />
      </Sheet>
      <Sheet title="第一批满意度分档" right="771 个单位">
        <Bands
          bands={[
            { key: '1', label: '95 % 及以上', count: 639, href: '#a' },
            { key: '2', label: '90 % 至不足 95 %', count: 122, href: '#b' },
            { key: '3', label: '不足 90 %', count: 10, href: '#c' },
          ]}
        />
      </Sheet>
    </>
  );
}
