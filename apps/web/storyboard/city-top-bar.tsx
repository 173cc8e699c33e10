import type { ReactNode } from 'react';
import { FindBox } from '../src/ui/frame/find-box.tsx';
import { TopBar } from '../src/ui/frame/top-bar.tsx';
import { Icon } from '../src/ui/sign/icon.tsx';
import { Facts } from '../src/ui/text/facts.tsx';
import { UserText } from '../src/ui/text/user-text.tsx';

const pages = ['总览', '单位', '应办事项', '督导', '文件与材料', '名册', '统计'];

export function CityTopBar({ here }: { readonly here: string }): ReactNode {
  return (
    <TopBar
      nav={pages.map((label) => ({ href: `#${label}`, label, here: label === here }))}
      campaign={
        <>
          <UserText>第二批教育活动</UserText>
          <Icon name="down" size={14} />
        </>
      }
      search={<FindBox name="搜索" placeholder="搜单位、人员、文件，可用拼音" value="" onChange={() => {}} />}
      notices={{ href: '#notices', unread: 5 }}
      who={
        <Facts>
          <UserText>周岚</UserText>
          <UserText>市活动办</UserText>
        </Facts>
      }
      complaintHref="#burden"
      onSignOut={() => {}}
    />
  );
}
