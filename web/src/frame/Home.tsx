// The root address: opens the first page that this person has, or says why there is nothing to see.
import { Empty } from 'antd';
import { Navigate } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { typesQ, useMe } from '../api/session';
import { menuOf } from './menu';
import { siteless } from './NoSites';
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
  const none = siteless(me);
  if (first && !none) return <Navigate to={first.path as '/'} search={site as never} replace />;
  return (
    <Page title={t(none ? 'noSites' : 'noPages')}>
      <div className="panel pad">
        <Empty description={t(none ? 'noSitesText' : 'noPagesText')} />
      </div>
    </Page>
  );
}
