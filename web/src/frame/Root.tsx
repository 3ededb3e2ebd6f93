// Everything that wraps the pages: language, theme, messages and the router.
import { useEffect, useState } from 'react';
import { StyleProvider } from '@ant-design/cssinjs';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { Problem } from '../api/problem';
import { PrefsProvider, usePrefs } from './prefs';
import { makeRouter } from './router';
import { themeOf } from './theme';

const RETRIES = 1;
/** A refusal stays a refusal; only a lost connection or a server's fault is worth asking again. */
const retry = (count: number, error: Error) => count < RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500);
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry, refetchOnWindowFocus: false } } });
const router = makeRouter(client);

function Dressed() {
  const { prefs, dark, still } = usePrefs();
  const [english, setEnglish] = useState<typeof zhCN>();
  useEffect(() => {
    if (prefs.lang === 'en' && !english) void import('antd/es/locale/en_US').then((m) => setEnglish(m.default));
  }, [prefs.lang, english]);
  dayjs.locale(prefs.lang === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      locale={prefs.lang === 'en' && english ? english : zhCN}
      theme={themeOf(dark, still)}
      button={{ autoInsertSpace: false }}
      form={{ colon: false }}>
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

export function Root() {
  return (
    <StyleProvider layer>
      <PrefsProvider>
        <QueryClientProvider client={client}>
          <Dressed />
        </QueryClientProvider>
      </PrefsProvider>
    </StyleProvider>
  );
}
