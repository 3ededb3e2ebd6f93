// The sign-in page; afterwards the person is back at the page that they asked for.
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { forget } from '../api/session';
import { useSearchState } from './address';
import { Brand } from './Brand';
import { PrefsButton } from './Preferences';
import { SignInForm } from './SignInForm';
import { useWords } from './words';

/** Only an address of this very site may be returned to. */
const safe = (back: string | undefined) =>
  back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\') && !back.startsWith('/sign-in') ? back : '/';

export default function SignIn() {
  const t = useWords();
  const client = useQueryClient();
  const router = useRouter();
  const { back } = useSearchState();
  useEffect(() => {
    document.title = `${t('signIn')} · ${t('product')}`;
  }, [t]);
  return (
    <div className="door">
      <aside className="door-side">
        <Brand />
        <ul>
          {(
            [
              ['pitch1', 'pitch1Text'],
              ['pitch2', 'pitch2Text'],
              ['pitch3', 'pitch3Text'],
            ] as const
          ).map(([head, text], i) => (
            <li key={head}>
              <span className="n" aria-hidden="true">
                {i + 1}
              </span>
              <div>
                <b>{t(head)}</b>
                <p>{t(text)}</p>
              </div>
            </li>
          ))}
        </ul>
        <DoorArt />
      </aside>
      <main className="door-main">
        <div className="door-corner">
          <PrefsButton />
        </div>
        <div className="door-form">
          <div className="door-brand">
            <Brand />
          </div>
          <h1>{t('signIn')}</h1>
          <p className="muted">{t('signInLead')}</p>
          <SignInForm
            done={(me) => {
              forget(client, me);
              router.history.push(safe(back));
            }}
          />
        </div>
      </main>
    </div>
  );
}

const BARS = [38, 52, 44, 66, 58, 80, 72, 96, 88, 112, 104, 130];
const DoorArt = () => (
  <svg className="door-art" viewBox="0 0 480 150" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
    {BARS.map((h, i) => (
      <rect key={h} x={i * 40 + 6} y={150 - h} width="26" height={h} rx="6" fill="#fff" opacity={0.1 + i * 0.012} />
    ))}
    <polyline
      points={BARS.map((h, i) => `${i * 40 + 19},${138 - h}`).join(' ')}
      fill="none"
      stroke="#fff"
      strokeOpacity=".7"
      strokeWidth="2.5"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
