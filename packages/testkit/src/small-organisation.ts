/**
 * The small organisation that every slice test knows by heart: four levels, two towns, four units, five branches. The school has two
 * branches; the clinic and the station share one; the community is large enough for 9.9 %.
 */
export const placeRoot = '眉山市';
export const partyRoot = '中共眉山市委';

export const organisationsCsv = `编码,名称,种类,上级编码,所属单位编码,成立日期
COUNTY,青神县,地区,,,2000-01-01
TOWN,白鹭镇,地区,COUNTY,,2000-01-01
OTHER-TOWN,石桥镇,地区,COUNTY,,2000-01-01
SCHOOL,白鹭镇中心小学,单位,TOWN,,2000-01-01
COMMUNITY,明湖社区,单位,TOWN,,2000-01-01
CLINIC,石桥镇卫生院,单位,OTHER-TOWN,,2000-01-01
STATION,石桥镇农技站,单位,OTHER-TOWN,,2000-01-01
COUNTY-COMMITTEE,中共青神县委,党委,,,2000-01-01
TOWN-COMMITTEE,中共白鹭镇委员会,党委,COUNTY-COMMITTEE,,2000-01-01
OTHER-COMMITTEE,中共石桥镇委员会,党委,COUNTY-COMMITTEE,,2000-01-01
SCHOOL-1,中心小学第一党支部,党支部,TOWN-COMMITTEE,SCHOOL,2000-01-01
SCHOOL-2,中心小学第二党支部,党支部,TOWN-COMMITTEE,SCHOOL,2000-01-01
COMMUNITY-1,明湖社区党支部,党支部,TOWN-COMMITTEE,COMMUNITY,2000-01-01
JOINT-1,卫生院农技站联合党支部,党支部,OTHER-COMMITTEE,CLINIC、STATION,2000-01-01
`;

const sizes: readonly (readonly [branch: string, unit: string, members: number])[] = [
  ['SCHOOL-1', 'SCHOOL', 15],
  ['SCHOOL-2', 'SCHOOL', 5],
  ['COMMUNITY-1', 'COMMUNITY', 95],
  ['JOINT-1', 'CLINIC', 11],
  ['JOINT-1', 'STATION', 10],
];

const names: Readonly<Record<string, string>> = {
  'SCHOOL-1-01': '何静',
  'SCHOOL-1-02': '苏禾',
  'SCHOOL-1-03': '程砚',
  'SCHOOL-1-04': '唐晓棠',
  'SCHOOL-2-01': '秦墨言',
  'COMMUNITY-1-01': '江晚晴',
  'COMMUNITY-1-02': '祝清和',
  'COMMUNITY-1-03': '贺知微',
  'CLINIC-01': '温如许',
};

/** Members have the code of their branch (or unit, in the joint one) and a number; one of each branch is an applicant. */
export function membersCsv(): string {
  const rows = sizes.flatMap(([branch, unit, members]) =>
    Array.from({ length: members + 1 }, (_, index) => {
      const code = `${branch === 'JOINT-1' ? unit : branch}-${String(index + 1).padStart(2, '0')}`;
      const standing = index === members ? '申请人' : index === 5 ? '预备' : '正式';
      const category = index === 6 ? '流动' : '';
      return [
        code,
        names[code] ?? `党员${code.replaceAll('-', '')}`,
        '1980',
        branch,
        unit,
        standing,
        category,
        '2010-07-01',
      ].join(',');
    }),
  );
  return `编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期\n${rows.join('\n')}\n`;
}
