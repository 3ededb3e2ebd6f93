// An import in hand outlives a reload of its page: the file is with the server already, and what was decided is kept with the tab.
import { useEffect, useRef } from 'react';
import type { StoredFile } from '../../../api/wire';
import type { Wizard } from './useWizard';
import type { Choices, Profile } from './wire';

/** `profile` is missing while the file has not been read yet; `job` is set once the load was started. */
export type Kept = { file: StoredFile; profile?: Profile | undefined; choices: Choices; job: string | null };

/** Another person in the same tab must not meet it. */
const place = (person: string) => `shuzhi.import.${person}`;

function kept(person: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place(person)) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** A tab without storage, or one that is full, only loses the comfort. */
function keep(person: string, it: Kept) {
  try {
    sessionStorage.setItem(place(person), JSON.stringify(it));
  } catch {
    // nothing is kept
  }
}
export const forget = (person: string) => sessionStorage.removeItem(place(person));

/** Keeps the import of a person as it stands, and goes on with the one that a reload cut off; without a person none is being made. */
export function useKept(person: string | null, { file, seen, choices, job }: Wizard, resume: (old: Kept) => Promise<void>) {
  const looked = useRef(false);
  useEffect(() => {
    if (!person || looked.current) return;
    looked.current = true;
    const old = file ? null : kept(person);
    if (old) void resume(old);
  });
  const profile = seen?.profile;
  useEffect(() => {
    if (person && file) keep(person, { file, profile, choices, job });
  }, [person, file, profile, choices, job]);
}
