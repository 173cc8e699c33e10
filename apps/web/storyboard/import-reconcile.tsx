import type { ReactNode } from 'react';
import { CellIssues } from '../src/ui/cells/cell-issues.tsx';
import { QuotedSheet, type QuotedRow } from '../src/ui/cells/quoted-sheet.tsx';
import { Claims } from '../src/ui/figure/claims.tsx';
import { Figure } from '../src/ui/figure/figure.tsx';
import { SumRow } from '../src/ui/figure/sum-row.tsx';
import { Button } from '../src/ui/form/button.tsx';
import { Page, PageHead } from '../src/ui/frame/page.tsx';
import type { Column } from '../src/ui/sheet/column.ts';
import { DataTable } from '../src/ui/sheet/data-table.tsx';
import { Finding } from '../src/ui/sheet/finding.tsx';
import { Sheet } from '../src/ui/sheet/sheet.tsx';
import { CityTopBar } from './city-top-bar.tsx';

const row = (number: number, ...texts: string[]): QuotedRow => ({ number, cells: texts.map((text) => ({ text })) });
const marked = (quoted: QuotedRow, column: number, issue: number, grave = true): QuotedRow => ({
  ...quoted,
  cells: quoted.cells.map((cell, place) => (place === column ? { ...cell, issue, grave } : cell)),
});
const rows = [
  row(1, '单位名称', '类别', '所在地', '联络员', '电话', '党员数'),
  row(2, '白鹭镇中心小学', '各类学校', '青神县白鹭镇', '苏禾', '138****0412', '28'),
  row(3, '明湖社区', '社区', '东坡区石桥街道', '江晚晴', '139****7730', '46'),
  marked(row(117, '竹里镇初级中学', '中小学', '青神县竹里镇', '顾南乔', '136****2051', '33'), 1, 1),
  marked(row(118, '青衣茶业有限公司', '非公有制企业', '洪雅县', '贺知微', '13800138', '12'), 4, 4, false),
  marked(row(640, '云岭职业学校', '各类学校', '仁寿县云岭镇', '祝清和', '135****9006', '41'), 2, 2),
  marked(row(1902, '梧桐里物业服务部', '', '彭山区梧桐街道', '温如许', '137****3318', '5'), 1, 3),
];

type Class = { name: string; claimed: number; counted: number; fits: string; selected: boolean };
const classes: Class[] = (
  [
    ['街道办事处', 2, 2],
    ['社区', 100, 100],
    ['社会团体', 63, 63],
    ['社会中介组织和民办非企业单位', 168, 168],
    ['国有企业', 173, 173],
    ['非公有制企业', 829, 829],
    ['各类学校', 369, 367],
    ['医疗卫生单位', 148, 148],
    ['乡镇机关及其直属单位', 350, 350],
    ['区县派驻乡镇的基层单位', 188, 188],
    ['未参加第一批的企事业单位', 31, 31],
    ['其他', 48, 47],
  ] as const
).map(([name, claimed, counted], place) => ({
  name,
  claimed,
  counted,
  fits: place < 2 ? '疑漏计' : '计入',
  selected: place < 2,
}));
const columns: Column<Class>[] = [
  { key: 'name', head: '类别', cell: ({ name }) => name },
  { key: 'claimed', head: '声明', label: '声明', width: 64, align: 'right', cell: ({ claimed }) => claimed },
  {
    key: 'counted',
    head: '名册清点',
    label: '名册清点',
    width: 80,
    align: 'right',
    cell: ({ counted }) => <Figure value={counted} href="#list" />,
  },
  {
    key: 'off',
    head: '相差',
    label: '相差',
    width: 64,
    align: 'right',
    cell: ({ claimed, counted }) =>
      claimed === counted ? <Figure value={0} /> : <span className="m-gap">少 {claimed - counted}</span>,
  },
  {
    key: 'fits',
    head: '总数计入否',
    label: '总数计入否',
    width: 84,
    align: 'right',
    cell: ({ fits, selected }) => <span className={selected ? 'm-wait' : 'm-na'}>{fits}</span>,
  },
];

export function ImportReconcile(): ReactNode {
  return (
    <>
      <CityTopBar here="名册" />
      <Page>
        <PageHead
          title="导入单位名册，试算"
          caption="第二批单位名册.xlsx　工作表“单位”　2,469 行　尚未写入任何数据"
          actions={
            <>
              <Button>换文件</Button>
              <Button>下载标注错误的表</Button>
              <Button primary>导入 2,466 个单位</Button>
            </>
          }
        />
        <div className="sb-halves">
          <Sheet>
            <SumRow
              sums={[
                { key: '1', value: 2438, label: '新增', href: '#n' },
                { key: '2', value: 28, label: '更新，已在名册', href: '#u' },
                { key: '3', value: 3, label: '有误，不导入', state: 'gap', href: '#e' },
                { key: '4', value: 1, label: '有提示，可导入', state: 'wait', href: '#w' },
              ]}
            />
            <QuotedSheet
              name="第二批单位名册.xlsx"
              letters={['A', 'B', 'C', 'D', 'E', 'F']}
              widths={[158, 138, 150, 80, undefined, 72]}
              rows={rows}
            />
            <header className="m-sheet-head">
              <h2>逐格问题</h2>
              <span className="m-caption">4 处，3 处须改。可在此改，也可改原表后再传，重传只更新，不重复</span>
            </header>
            <CellIssues
              issues={[
                {
                  number: 1,
                  address: 'B117',
                  grave: true,
                  cause: '“中小学”不在类别表中',
                  hint: '最接近：各类学校',
                  action: <Button small>改为各类学校</Button>,
                },
                {
                  number: 2,
                  address: 'C640',
                  grave: true,
                  cause: '仁寿县没有“云岭镇”',
                  hint: '名册中有云岭乡',
                  action: <Button small>改为云岭乡</Button>,
                },
                {
                  number: 3,
                  address: 'B1902',
                  grave: true,
                  cause: '类别为空，无法归入批次',
                  hint: '必填',
                  action: <Button small>选类别</Button>,
                },
                {
                  number: 4,
                  address: 'E118',
                  grave: false,
                  cause: '电话只有 8 位，可先导入',
                  hint: '提示，不影响导入',
                  action: <Button small>补齐</Button>,
                },
              ]}
            />
          </Sheet>
          <Sheet
            title="核对总数"
            caption="声明的数只作对照，不作统计"
            foot={
              <>
                <Button small>请报送单位说明</Button>
                <Button small>记录说明</Button>
                <span className="m-sheet-right m-caption">差异保留在名册页，直到说明</span>
              </>
            }
          >
            <Claims
              claims={[
                { key: '1', who: '报送单位声明', value: 2367, where: '报告第 2 页' },
                { key: '2', who: '十二类相加', value: 2469, where: '报告第 2 页分项' },
                { key: '3', who: '名册清点', value: 2466, where: '另有 3 行有误未计', href: '#list' },
              ]}
            />
            <Finding why="十二类中只有这一组能凑成 102。总数可能漏计这两类，待报送单位确认。">
              声明比分项少 <b>102</b>，恰等于街道办事处 2 + 社区 100
            </Finding>
            <DataTable
              name="核对总数"
              height="dense"
              columns={columns}
              rows={classes}
              rowKey={({ name }) => name}
              rowState={({ selected }) => (selected ? 'wait' : undefined)}
              totals={[
                '合计',
                '2,469',
                '2,466',
                <span key="off" className="m-gap">
                  少 3
                </span>,
                '2,367',
              ]}
            />
          </Sheet>
        </div>
      </Page>
    </>
  );
}
