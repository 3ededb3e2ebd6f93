// The frame around every page: menu, head and the page itself; on a phone the menu is a drawer.
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Drawer, Grid, Layout } from 'antd';
import { MenuFoldOutlined, MenuUnfoldOutlined, SearchOutlined } from '@ant-design/icons';
import { Outlet } from '@tanstack/react-router';
import { useMe } from '../api/session';
import { AccountMenu } from './AccountMenu';
import { Bell } from './Bell';
import { Expired } from './Expired';
import { MainMenu } from './MainMenu';
import { MustChange } from './MustChange';
import { NoSites } from './NoSites';
import { Offline } from './Offline';
import { Palette } from './Palette';
import { PrefsButton } from './Preferences';
import { SiteSwitcher } from './SiteSwitcher';
import { usePrefs } from './prefs';
import { useWords } from './words';

export default function Shell() {
  const me = useMe();
  return me.must_change_password ? <MustChange /> : <Desk />;
}

function Desk() {
  const t = useWords();
  const { prefs, set } = usePrefs();
  const wide = Grid.useBreakpoint().md !== false;
  const [drawer, setDrawer] = useState(false);
  const folded = wide && prefs.folded;
  return (
    <Layout className="desk">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {wide ? (
        <Layout.Sider width={216} collapsedWidth={64} collapsed={folded} theme="light" className="side">
          <MainMenu folded={folded} />
        </Layout.Sider>
      ) : (
        <Drawer
          placement="left"
          size={264}
          open={drawer}
          onClose={() => setDrawer(false)}
          closable={false}
          className="menu-drawer"
          styles={{ body: { padding: 0 } }}
          aria-label={t('mainNav')}>
          <MainMenu folded={false} chosen={() => setDrawer(false)} />
        </Drawer>
      )}
      <Layout>
        <Head
          fold={
            <Button
              type="text"
              icon={wide && !folded ? <MenuFoldOutlined aria-hidden /> : <MenuUnfoldOutlined aria-hidden />}
              aria-label={wide && !folded ? t('foldMenu') : t('openMenu')}
              onClick={() => (wide ? set({ folded: !folded }) : setDrawer(true))}
            />
          }
        />
        <Offline />
        <NoSites />
        <Layout.Content id="main" role="main" tabIndex={-1}>
          <Outlet />
        </Layout.Content>
      </Layout>
      <Expired />
    </Layout>
  );
}

function Head({ fold }: { fold: ReactNode }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
        e.preventDefault();
        setOpen(true);
      }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <Layout.Header className="head">
      {fold}
      <SiteSwitcher />
      <div className="grow" />
      <Button
        className="omni"
        icon={<SearchOutlined aria-hidden />}
        aria-label={t('searchAll')}
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}>
        <span className="grow">{t('searchAll')}</span>
        <kbd>Ctrl K</kbd>
      </Button>
      <Bell />
      <PrefsButton />
      <AccountMenu />
      <Palette open={open} close={() => setOpen(false)} />
    </Layout.Header>
  );
}
