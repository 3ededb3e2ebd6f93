// The root address: opens the first page that this person has.
import { Empty } from 'antd';
import { Navigate } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { typesQ, useMe } from '../api/session';
import { menuOf } from './menu';
import { Page } from './Page';
import { usePrefs } from './prefs';
import { useWords } from './words';

export default function Home() {
  const t = useWords();
  const me = useMe();
  const { prefs } = usePrefs();
  const { data: types } = useSuspenseQuery(typesQ);
  const first = menuOf(me, types)[0]?.entries[0];
  const site = me.sites.some((s) => s.code === prefs.site) ? { site: prefs.site } : {};
  if (first) return <Navigate to={first.path as '/'} search={site as never} replace />;
  return (
    <Page title={t('noPages')}>
      <div className="panel pad">
        <Empty description={t('noPagesText')} />
      </div>
    </Page>
  );
}
