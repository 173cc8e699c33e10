/** A county with eight villages more, each with what it needs to apply; one head speaks for all, and one team looks after them. */
import { appoint, readMe } from '@muster/contract/access';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { importOrganisations } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { teamIn } from '../testing/second-campaign.fixture.ts';
import { condition, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { asOwner, mend } from './ways-round.fixture.ts';

export const villages = Array.from({ length: 8 }, (_, index) => `V${index + 1}`);

export interface Villages {
  readonly house: TestHouse;
  /** Of a village or of one of its members. */
  readonly id: (code: string) => string;
  /** Applies as its head, for what it is shown; the transition's id. */
  readonly apply: (village: string) => Promise<string>;
}

export async function startVillages(named: readonly string[] = villages): Promise<Villages> {
  const house = await startTestHouse();
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const organisations = named.flatMap((code) => [
    `${code},${code}村,单位,TOWN,,2000-01-01`,
    `${code}-B,${code}村党支部,党支部,TOWN-COMMITTEE,${code},2000-01-01`,
  ]);
  const members = named.flatMap((code) =>
    ['1', '2'].map((n) => `${code}-${n},${code}党员${n},1980,${code}-B,${code},正式,,2010-07-01`),
  );
  const organisationsCsv = ['编码,名称,种类,上级编码,所属单位编码,成立日期', ...organisations].join('\n');
  await office.call(importOrganisations, {
    params,
    body: { fileName: 'villages.csv', csv: organisationsCsv, commit: true },
  });
  const membersCsv = ['编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期', ...members].join('\n');
  await office.call(importMembers, { params, body: { fileName: 'members.csv', csv: membersCsv, commit: true } });
  const ids = new Map(
    (
      await asOwner<{ code: string; id: string }>(
        house,
        `select code, id from organisation where code like 'V%' union all select code, id from person where code like 'V%'`,
      )
    ).map(({ code, id }) => [code, id]),
  );
  const id = (code: string) => ids.get(code) ?? house.id(code);
  const campaign = await ownCampaign(house, [
    condition('hours', 'measure: study.minutes, each: 2 hours, hard: true, threshold: at least 100 %'),
  ]);
  await teamIn({ ...house, id }, campaign, named, 'team', 'TOWN');
  const head = await house.as('communityHead');
  const { person } = await head.call(readMe, {});
  for (const village of named) {
    await office.call(appoint, {
      params: { organisationId: id(village) },
      body: { personId: person.id, role: 'head' },
    });
    await head.call(recordActivity, {
      params: { branchId: id(`${village}-B`) },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: '2026-03-17T14:00:00+08:00',
        endsAt: '2026-03-17T16:00:00+08:00',
        absences: [],
        lateReason: '补记',
      },
    });
  }
  return {
    house,
    id,
    apply: async (village) => {
      const unit = { unitId: id(village) };
      const { judgedHash, unmended } = await head.call(readGate, { params: unit });
      for (const { id: orderId } of unmended) await mend(house, orderId, 'communityHead');
      return (await head.call(applyForTransition, { params: unit, body: { judgedHash } })).id;
    },
  };
}
