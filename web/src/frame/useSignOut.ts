// Signing out: the page is left first and forgotten after, so that nothing is drawn or asked for without a session.
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { forget, signOut } from '../api/session';

const DOOR = '/sign-in';

export function useSignOut(): (everywhere: boolean) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async (everywhere) => {
    // Fetched while there still is a session: otherwise the old page would stand there without one until it has come.
    await router.preloadRoute({ to: DOOR }).catch(() => undefined);
    await signOut(everywhere);
    await router.navigate({ to: DOOR });
    // Who was asked and rather keeps unsaved work is still on the page, and signs in again on the spot.
    if (router.state.location.pathname === DOOR) forget(client);
  };
}
