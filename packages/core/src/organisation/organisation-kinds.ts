export const trees = ['place', 'party'] as const;
export type Tree = (typeof trees)[number];

export const kinds = ['region', 'unit', 'committee', 'general_branch', 'branch'] as const;
export type Kind = (typeof kinds)[number];

export const states = ['normal', 'weak', 'paralysed', 'empty'] as const;
export type OrganisationState = (typeof states)[number];

export function treeOf(kind: Kind): Tree {
  return kind === 'region' || kind === 'unit' ? 'place' : 'party';
}

/** What a unit's work is like: some owe less while they struggle or stand still. */
export const operations = ['running', 'struggling', 'halted'] as const;
export type Operation = (typeof operations)[number];

/** Regions hold regions and units; committees hold committees, general branches and branches; a general branch holds branches. */
export const kindsAbove: Readonly<Record<Kind, readonly Kind[]>> = {
  region: ['region'],
  unit: ['region'],
  committee: ['committee'],
  general_branch: ['committee'],
  branch: ['committee', 'general_branch'],
};

export const kindWords: Readonly<Record<Kind, string>> = {
  region: '地区',
  unit: '单位',
  committee: '党委',
  general_branch: '党总支',
  branch: '党支部',
};

export const stateWords: Readonly<Record<OrganisationState, string>> = {
  normal: '正常',
  weak: '软弱涣散',
  paralysed: '瘫痪',
  empty: '空壳',
};

export const operationWords: Readonly<Record<Operation, string>> = {
  running: '正常经营',
  struggling: '生产经营困难',
  halted: '关停并破转',
};
