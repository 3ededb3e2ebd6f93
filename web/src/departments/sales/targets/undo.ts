// What was done to the lines, one step after another, to be taken back and done again.
export type Steps<T> = { now: T; past: T[]; next: T[] };
export type Step<T> = { kind: 'do'; value: T } | { kind: 'undo' } | { kind: 'redo' } | { kind: 'start'; value: T };

/** More steps than this nobody takes back. */
const STEPS_MAX = 200;

export const begun = <T>(now: T): Steps<T> => ({ now, past: [], next: [] });

export function stepped<T>(steps: Steps<T>, step: Step<T>): Steps<T> {
  switch (step.kind) {
    case 'start':
      return begun(step.value);
    case 'do':
      return { now: step.value, past: [...steps.past, steps.now].slice(-STEPS_MAX), next: [] };
    case 'undo': {
      const before = steps.past.at(-1);
      return before === undefined ? steps : { now: before, past: steps.past.slice(0, -1), next: [steps.now, ...steps.next] };
    }
    case 'redo': {
      const [after, ...rest] = steps.next;
      return after === undefined ? steps : { now: after, past: [...steps.past, steps.now], next: rest };
    }
  }
}
