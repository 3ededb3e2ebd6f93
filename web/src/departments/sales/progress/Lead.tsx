// The answer at a glance: the light, how much is done beside how much of the time is gone, and the way to why.
import { drawn } from '../../../charts/figures';
import { WhyLink } from '../../../measure/WhyLink';
import { useWords as useFigureWords } from '../../../measure/words';
import { Bar, shareText } from './Bar';
import { Light } from './Light';
import { againstOf, inkOf, say, sayGap } from './say';
import type { Asked } from './useAsked';
import type { Progress } from './wire';
import { useWords } from './words';

export function Lead({ data, asked }: { data: Progress; asked: Asked }) {
  const t = useWords();
  const f = useFigureWords();
  const { standing, measure, query, untargeted } = data;
  const gap = drawn(standing.gap);
  return (
    <section className="panel pg-lead" aria-label={t('progress')}>
      <div className="pg-lead-said">
        <b className="num">{t('doneOf', { a: say(standing.done, measure, t.lang), b: say(standing.target, measure, t.lang) })}</b>
        {gap === null ? null : (
          <span className={`num ${inkOf(standing.light)}`}>
            {t('gap')} {sayGap(standing.gap, measure, t.lang)}
          </span>
        )}
        {standing.pace === null ? null : (
          <span className="num muted">
            {t('pace')} {shareText(standing.pace)}
          </span>
        )}
      </div>
      <div className="pg-lead-side">
        <Light light={standing.light} />
        <WhyLink
          ask={{ measure: query.measure, from: query.from, to: query.to, where: untargeted === null ? asked.where : query.where, ...againstOf(standing, measure) }}
          of={t.of(measure)}
          words={f('why')}
          className="plain-size"
        />
      </div>
      <Bar share={standing.share} time={standing.time} light={standing.light} />
      <div className="pg-scale num">
        <span>{t('shareIs', { v: shareText(standing.share) })}</span>
        {standing.time === null ? null : <span>{t('timeIs', { v: shareText(standing.time) })}</span>}
      </div>
    </section>
  );
}
