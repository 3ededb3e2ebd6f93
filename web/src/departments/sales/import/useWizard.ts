// An import from file to result: what was sent, what was understood, what was decided, and the job that writes it.
import { useRef, useState } from 'react';
import { write } from '../../../api/client';
import { sentence } from '../../../api/problem';
import type { Lang, StoredFile } from '../../../api/wire';
import { constant, guarded, NO_CHOICES } from './profile';
import { forget, useKept, type Kept } from './resume';
import { upload } from './upload';
import type { Choices, Inspection, Loading, Profile } from './wire';

/** `sent` is the share of the file that was uploaded; `looking` says that the server is reading it. */
export type Wizard = {
  file: StoredFile | null;
  sent: number | null;
  looking: boolean;
  seen: Inspection | null;
  choices: Choices;
  job: string | null;
  wrong: string;
};
const START: Wizard = { file: null, sent: null, looking: false, seen: null, choices: NO_CHOICES, job: null, wrong: '' };

const inspect = (file: string, loading?: Loading) =>
  write<Inspection>('POST', '/records/batch/do/inspect', { body: { file, ...(loading ? { loading } : {}) } });

/** A reading that met unknown places did not know yet that they are refused; it is read again, so that what is shown is what would be loaded. */
async function understood(file: string, site: string | undefined, loading?: Loading): Promise<Inspection> {
  const seen = await inspect(file, loading);
  // Who has a single site need not choose it.
  const placed = site && !loading && seen.missing.includes('site') ? constant(seen.profile, 'site', site) : seen.profile;
  const profile = guarded(placed, seen.unknown);
  return profile === seen.profile ? seen : inspect(file, { ...loading, profile });
}

function useSteps(lang: Lang) {
  const [state, setState] = useState(START);
  // Of several changes in a row only the answer to the last one counts.
  const turn = useRef(0);
  const put = (change: Partial<Wizard>) => setState((old) => ({ ...old, ...change }));
  /** Does something that makes people wait; what is refused is shown where they wait. */
  const ask = async <T>(doing: () => Promise<T>): Promise<T | null> => {
    const mine = ++turn.current;
    put({ looking: true, wrong: '' });
    try {
      const answer = await doing();
      if (mine !== turn.current) return null;
      put({ looking: false });
      return answer;
    } catch (error) {
      if (mine === turn.current) put({ looking: false, wrong: sentence(error, lang) });
      return null;
    }
  };
  const restart = (wrong = '') => {
    turn.current++;
    setState({ ...START, wrong });
  };
  return { state, put, ask, restart };
}

/** `on` is false while no import is being made, as on the list of loads; `site` is set for whoever has a single one. */
type Maker = { person: string; on: boolean; site: string | undefined };

export function useWizard({ lang }: { lang: Lang }, { person, on, site }: Maker) {
  const { state, put, ask, restart } = useSteps(lang);
  const stop = useRef<AbortController>(null);

  const look = async (file: string) => {
    const seen = await ask(() => understood(file, site));
    if (seen) put({ seen, choices: NO_CHOICES });
  };

  const begin = async (chosen: File) => {
    const control = new AbortController();
    stop.current = control;
    put({ ...START, sent: 0 });
    try {
      const file = await upload(chosen, (sent) => put({ sent }), control.signal);
      put({ file, sent: null });
      await look(file.id);
    } catch (error) {
      restart(control.signal.aborted ? '' : sentence(error, lang));
    }
  };

  const reread = async (profile: Profile, choices = state.choices) => {
    const { file, seen: old } = state;
    if (!file || !old) return;
    // The page shows the decision at once; the server's reading of it follows.
    put({ seen: { ...old, profile }, choices });
    const seen = await ask(() => understood(file.id, site, { profile, ...choices }));
    if (seen) put({ seen });
  };

  const resume = async ({ file, profile, choices, job }: Kept) => {
    put({ file, choices, job });
    if (job) return;
    const seen = await ask(() => understood(file.id, site, profile && { profile, ...choices }));
    if (seen) put({ seen });
  };
  useKept(on ? person : null, state, resume);

  const load = async () => {
    const { file, seen, choices } = state;
    if (!file || !seen) return;
    const body = { file: file.id, loading: { profile: seen.profile, ...choices } };
    const queued = await ask(() => write<{ job: string }>('POST', '/records/batch/do/load', { body }));
    if (queued) put({ job: queued.job });
  };

  /** Another sheet of the same file, with the decisions of this one. */
  const goOn = (sheet: string) => {
    if (!state.seen) return;
    put({ job: null });
    // Replacing would take away what the sheet before has just brought for the same days.
    void reread({ ...state.seen.profile, sheet }, { ...state.choices, replace: false });
  };

  const cancel = () => {
    stop.current?.abort();
    forget(person);
    restart();
  };
  return { state, begin, reread, decide: (choices: Choices) => put({ choices }), load, goOn, cancel };
}
export type WizardModel = ReturnType<typeof useWizard>;
