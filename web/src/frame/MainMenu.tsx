// The menu at the left: departments, their pages and their record lists.
import { Menu, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { typesQ, useMe } from '../api/session';
import { To, usePath } from './address';
import { Brand } from './Brand';
import { menuOf, openEntry } from './menu';
import { Waiting } from './Waiting';
import { useWords } from './words';

export function MainMenu({ folded, chosen }: { folded: boolean; chosen?: () => void }) {
  const t = useWords();
  const me = useMe();
  const path = usePath();
  const { data: types } = useQuery(typesQ);
  const groups = types ? menuOf(me, types) : [];
  const open = openEntry(groups, path);
  return (
    <>
      <Brand small={folded} />
      <nav aria-label={t('mainNav')}>
        {types ? (
          <Menu
            mode="inline"
            inlineCollapsed={folded}
            selectedKeys={open ? [open.path] : []}
            onClick={() => chosen?.()}
            items={groups.map((group) => ({
              key: group.key,
              type: 'group' as const,
              label: folded ? <span className="menu-rule" /> : t.of(group.title),
              children: group.entries.map((entry) => ({
                key: entry.path,
                icon: entry.icon,
                title: t.of(entry.title),
                label: (
                  <>
                    <To path={entry.path}>{t.of(entry.title)}</To>
                    {entry.type ? <Waiting type={entry.type} /> : null}
                  </>
                ),
              })),
            }))}
          />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 8 }} style={{ padding: '12px 20px' }} />
        )}
      </nav>
    </>
  );
}
