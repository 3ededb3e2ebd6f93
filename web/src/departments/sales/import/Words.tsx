// What the words of a column mean: 退货 is a return, 天猫 is channel TM.
import { useState } from 'react';
import { Button, Input, Segmented, Select } from 'antd';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { CodeSelect } from '../../../measure/CodeSelect';
import { catalogueQ } from '../../../measure/queries';
import { meant, unmeant } from './profile';
import type { Meaning, Profile, Read } from './wire';
import { useWords } from './words';

type Props = { seen: Read; change: (profile: Profile) => void };
/** Columns that say yes or no in words. */
const TRUTHS = new Set(['returned', 'promotion']);

export function Words({ seen: { profile, targets }, change }: Props) {
  const t = useWords();
  return Object.entries(profile.values ?? {}).map(([target, words]) => {
    const known = targets.find((x) => x.name === target);
    const title = known ? t.of(known) : target;
    return (
      <div key={target} className="load-field top">
        <span>{t('valueMap', { t: title })}</span>
        <div className="load-words">
          {Object.entries(words).map(([word, meaning]) => (
            <div key={word}>
              <span>{word}</span>
              <Means
                target={target}
                title={title}
                word={word}
                meaning={meaning}
                give={(next) => change(next === undefined ? unmeant(profile, target, word) : meant(profile, target, word, next))}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('wordRemove', { w: word })}
                onClick={() => change(unmeant(profile, target, word))}
              />
            </div>
          ))}
        </div>
      </div>
    );
  });
}

type MeansProps = { target: string; title: string; word: string; meaning: Meaning; give: (meaning: Meaning | undefined) => void };

function Means({ target, title, word, meaning, give }: MeansProps) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const record = data?.dims.find((d) => d.name === target)?.record;
  const label = `${title} ${word}`;
  if (typeof meaning === 'boolean')
    return (
      <Segmented
        size="small"
        aria-label={label}
        value={meaning ? 'yes' : 'no'}
        onChange={(v) => give(v === 'yes')}
        options={[
          { value: 'yes', label: t.lang === 'zh' ? `${title}：${t('isYes')}` : `${title}: ${t('isYes')}` },
          { value: 'no', label: t('isNo') },
        ]}
      />
    );
  if (record) return <CodeSelect record={record} label={label} value={meaning} onChange={give} />;
  return <span className="muted">{meaning}</span>;
}

/** Adds a word by hand: a file that shows it need not be at hand. Offered for the columns that are read and whose words can mean something. */
export function NewWord({ seen: { profile, targets }, change }: Props) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const [target, setTarget] = useState<string | null>(null);
  const [word, setWord] = useState('');
  const [code, setCode] = useState<string>();
  const recordOf = (name: string) => data?.dims.find((d) => d.name === name)?.record;
  const wordy = targets.filter(({ name }) => name in profile.columns && (TRUTHS.has(name) || recordOf(name)));
  const truth = target !== null && TRUTHS.has(target);
  const record = target === null ? null : recordOf(target);
  const ready = target !== null && word.trim() && (truth || code);
  if (!wordy.length) return null;
  const put = () => {
    if (!ready || target === null) return;
    change(meant(profile, target, word.trim(), truth ? true : (code ?? '')));
    setWord('');
    setCode(undefined);
  };
  return (
    <div className="load-field top">
      <span>{t('words')}</span>
      <div className="load-new">
        <Select
          aria-label={t('wordColumn')}
          placeholder={t('wordColumn')}
          value={target}
          onChange={(next) => {
            setTarget(next);
            setCode(undefined);
          }}
          options={wordy.map((x) => ({ value: x.name, label: t.of(x) }))}
        />
        <Input aria-label={t('wordNew')} placeholder={t('wordNew')} value={word} onChange={(e) => setWord(e.target.value)} />
        {record ? <CodeSelect record={record} label={t('mapTo')} placeholder={t('mapTo')} value={code} onChange={setCode} /> : null}
        <Button type="dashed" icon={<PlusOutlined aria-hidden />} disabled={!ready} onClick={put}>
          {t('wordAdd')}
        </Button>
      </div>
    </div>
  );
}
