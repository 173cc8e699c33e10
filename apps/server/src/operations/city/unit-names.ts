import type { Seeded } from '../demo/seeded.ts';

// Made up from common words; the places they stand in are real, the units are not.
const bureaus =
  '财政 教育 民政 司法 人事 劳动保障 国土资源 建设 交通 水务 农业 林业 商务 文化 卫生 审计 统计 环保 规划 物价 粮食 档案 信访 旅游 体育 民族宗教 安全监管 招商 移民 农机 畜牧 水产 地震 气象 供销 房产 园林 城管 公路 航务 统战 组织 宣传 政策研究 机关事务 老干部 编制 外事 法制 人防 地方志 党史研究 扶贫 计划生育 广播电视 科技 经济 发展改革 监察'.split(
    ' ',
  );
const massOrgans = '工会 青年 妇女 科协 文联 侨联 残联 红十字会 社科联 工商联'.split(' ');
const institutions = '中心 服务站 研究所 管理所 培训学校 信息中心 监测站 质检所 图书馆 文化馆 档案馆 事务所'.split(' ');
const brands = Array.from('锦瑞丰泰和盛恒宏昌隆嘉禾宝源通达兴旺永发金诚信鑫华凯龙翔腾飞鸿运福康顺祥春晖岷江峨青衣');
const trades =
  '食品 建材 机械 纺织 化工 电子 物流 商贸 农业开发 茶业 果业 竹编 泡菜 印务 家具 运输 制药 包装 铸造 种业 养殖 水泥 电器 服装 环保科技'.split(
    ' ',
  );
const societies = '书画 钓鱼 老年人体育 果蔬 养殖 茶叶 物流 个体劳动者 科普 诗词 竹编 摄影'.split(' ');
const intermediaries = '会计师事务所 律师事务所 幼儿园 职业培训学校 评估事务所 敬老院 民办学校 门诊部 托儿所'.split(
  ' ',
);
const stations =
  '农技站 财政所 文化站 林业站 水利站 畜牧兽医站 计生服务站 广播站 城建站 统计站 民政办 企业办 劳保所'.split(' ');
const agencies = '派出所 国税所 地税所 工商所 国土所 供电所 邮政支局 粮站 法庭 司法所 信用社 电信所 交警中队'.split(
  ' ',
);
const others = '供销合作社 水库管理处 农场 林场 茶场 渡口管理站 畜牧场 运输队'.split(' ');

type Namer = (place: string) => string;

/** Names that do not repeat in the whole city. */
export function unitNamer(chance: Seeded): (classCode: string, place: string) => string {
  const used = new Set<string>();
  const brand = () => chance.pick(brands) + chance.pick(brands);
  const namers: Readonly<Record<string, Namer>> = {
    'party-and-government-organ': (place) =>
      `${place}${chance.pick(bureaus)}${chance.pick(['局', '局', '办公室', '委员会'])}`,
    'mass-organ': (place) => `${place}${chance.pick(massOrgans)}联合会`,
    'direct-institution': (place) => `${place}${chance.pick(bureaus)}${chance.pick(institutions)}`,
    'social-organisation': (place) => `${place}${chance.pick(societies)}协会`,
    intermediary: (place) => `${place}${brand()}${chance.pick(intermediaries)}`,
    'state-owned-enterprise': (place) => `${place}${chance.pick(trades)}总公司`,
    'non-public-enterprise': (place) => `${place}${brand()}${chance.pick(trades)}有限公司`,
    school: (place) => `${place}${chance.pick(schools)}`,
    medical: (place) => `${place}${chance.pick(medicals)}`,
    township: (place) => `${place}${chance.pick(stations)}`,
    'county-agency': (place) => `${place}${chance.pick(agencies)}`,
    'left-over': (place) => `${place}${chance.pick(trades)}厂`,
    other: (place) => `${place}${chance.pick(others)}`,
  };
  return (classCode, place) => {
    const namer = namers[classCode];
    if (namer === undefined) throw new Error(`Nothing is named after the class ${classCode}`);
    for (let attempt = 0; ; attempt += 1) {
      const plain = namer(place);
      const name = attempt < 8 ? plain : `${plain}第${ordinals[attempt % ordinals.length] ?? ''}分部`;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}

const schools =
  '中心小学 初级中学 第二小学 第三小学 第一小学 实验小学 职业中学 高级中学 第二初级中学 成人学校 民族小学 幼儿园'.split(
    ' ',
  );
const medicals = '卫生院 中心卫生院 人民医院 中医院 妇幼保健站 防疫站 骨科医院 第二卫生院'.split(' ');
const ordinals = Array.from('一二三四五六七八九十');
