// A remembered name that stands for nothing: rows with it are refused.
import { useWords } from './words';

export default function RefusedName() {
  const t = useWords();
  return <span className="muted">{t('refusedName')}</span>;
}
