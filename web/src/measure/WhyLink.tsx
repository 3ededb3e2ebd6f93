// The small way from a figure to why it changed.
import { BulbOutlined } from '@ant-design/icons';
import { To } from '../frame/address';
import { useSite } from '../frame/site';
import { explained, whySearch, type WhyAsk } from './why';
import { useWords } from './words';
import './measure.css';

/** `of` is what it is asked about, for those who hear the page; `words` stand beside the picture where there is room. */
type Props = { ask: WhyAsk; of: string; words?: string; className?: string; onClick?: () => void };

export function WhyLink({ ask, of, words, className = '', onClick }: Props) {
  const t = useWords();
  const { site } = useSite();
  if (!explained(ask.measure)) return null;
  const name = t('whyOf', { m: of });
  return (
    <To
      path="/sales/why"
      search={whySearch(ask, site?.code)}
      className={`why-link ${className}`}
      aria-label={name}
      title={name}
      {...(onClick ? { onClick } : {})}
    >
      <BulbOutlined aria-hidden />
      {words ? <span>{words}</span> : null}
    </To>
  );
}
