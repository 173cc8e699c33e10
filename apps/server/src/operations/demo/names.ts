import type { Seeded } from './seeded.ts';

// Made up: common surnames with given names put together by chance. Nobody in particular is meant.
const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向常汤',
);
const given = Array.from(
  '文明国华建军志强永平春兰秀英玉梅桂芳素珍淑琴丽娟德福全有光清云海波涛林森雪晴雨露晓东南山川江河松柏竹荷菊安康宁静思远致和乐天佳欣怡然若水子涵浩宇俊杰家豪诗琪梦瑶',
);

/** Makes names that do not repeat within the same maker. */
export function nameMaker(chance: Seeded, taken: readonly string[]): () => string {
  const used = new Set(taken);
  return () => {
    for (;;) {
      const name = chance.pick(surnames) + chance.pick(given) + (chance.next() < 0.8 ? chance.pick(given) : '');
      if (!used.has(name)) {
        used.add(name);
        return name;
      }
    }
  };
}

/** One maker for several who draw side by side: each gets the same names however fast the others are, and nobody those of another. */
export function dealNames(make: () => string, hands: number): (hand: number) => () => string {
  const made: string[] = [];
  return (hand) => {
    let next = hand;
    return () => {
      while (made.length <= next) made.push(make());
      const name = made[next] ?? '';
      next += hands;
      return name;
    };
  };
}
