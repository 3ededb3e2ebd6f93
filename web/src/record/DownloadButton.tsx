// A button that saves a file of the server, and says so when it cannot.
import { useState, type ReactNode } from 'react';
import { App, Button } from 'antd';
import { download } from '../api/client';
import { sentence } from '../api/problem';
import { useWords } from './words';

/** Starts a download; `busy` while the server is writing the file. */
export function useDownload(): { busy: boolean; start: (path: string, name: string) => void } {
  const t = useWords();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const start = (path: string, name: string) => {
    setBusy(true);
    download(path, name)
      .catch((error: unknown) => void message.error(sentence(error, t.lang)))
      .finally(() => setBusy(false));
  };
  return { busy, start };
}

/** `path` is below /api; `name` is used if the server gives none. */
export function DownloadButton({ path, name, icon, children }: { path: string; name: string; icon?: ReactNode; children: ReactNode }) {
  const { busy, start } = useDownload();
  return (
    <Button icon={icon} loading={busy} onClick={() => start(path, name)}>
      {children}
    </Button>
  );
}
