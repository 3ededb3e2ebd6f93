// The product's mark and name.
import { useWords } from './words';

export function Brand({ small = false }: { small?: boolean }) {
  const t = useWords();
  return (
    <div className="brand">
      <img src="/icon.svg" alt={small ? t('product') : ''} />
      {small ? null : (
        <span>
          {t('product')}
          <small>{t('tagline')}</small>
        </span>
      )}
    </div>
  );
}
