import { catalogue } from './catalogue.ts';
import { document } from './document.fixture.ts';
import type { Playbook } from './playbook.ts';
import { readPlaybook } from './read-playbook.ts';

export const title = { zh: '讲课', en: 'Lecture' };
export const lecture = (code: string, by: string) => ({
  code,
  title,
  by,
  activities: ['exercise'],
  dueDaysBeforeEnd: 3,
});
/** Of a stage whose heads are asked to lecture. */
export const condition = {
  code: 'head-spoke',
  title,
  measure: 'study.lectures-given',
  lecture: 'head-lecture',
  hard: true,
  threshold: 'given',
  notFor: [],
  dueDaysBeforeEnd: 3,
};

export function read(said: Record<string, unknown>) {
  const body = document();
  const [stage] = body.stages;
  if (stage === undefined) throw new Error('no stage');
  Object.assign(stage, { lectures: [lecture('head-lecture', 'head'), lecture('own-lecture', 'member')] });
  stage.conditions.push(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
  return readPlaybook(body, catalogue);
}

export function wholly(result: Playbook | readonly unknown[]): Playbook {
  if ('stages' in result) return result;
  throw new Error(JSON.stringify(result));
}
