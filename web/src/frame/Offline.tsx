// A strip under the head while the device has no network.
import { useSyncExternalStore } from 'react';
import { DisconnectOutlined } from '@ant-design/icons';
import { useWords } from './words';

function listen(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

export function Offline() {
  const t = useWords();
  const online = useSyncExternalStore(listen, () => navigator.onLine);
  return online ? null : (
    <div className="net" role="status">
      <DisconnectOutlined aria-hidden /> {t('offline')}
    </div>
  );
}
