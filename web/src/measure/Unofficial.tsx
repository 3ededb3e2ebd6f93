// The mark of a year whose holidays are not announced yet; it leads to the calendar that is used instead.
import { Tag } from 'antd';
import { To } from '../frame/address';
import { useWords } from './words';

export function Unofficial({ year }: { year: number | string }) {
  const t = useWords();
  return (
    <To path="/system/calendar" search={{ year: String(year) }}>
      <Tag variant="filled" color="warning" className="tag">
        {t('unofficial', { y: year })}
      </Tag>
    </To>
  );
}
