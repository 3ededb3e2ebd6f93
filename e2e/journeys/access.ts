// The check for accessibility: no serious fault, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { settled } from './house';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const GRAVE = new Set(['serious', 'critical']);

/** The grave faults of what is on the screen, each with the places where it stands; in the dark only the colours differ. */
async function faults(page: Page, dark: boolean): Promise<string[]> {
  await settled(page);
  const rules = dark ? { type: 'rule' as const, values: ['color-contrast'] } : { type: 'tag' as const, values: TAGS };
  // Legacy mode spares a second page for every look; the program has no frames that would need it.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], runOnly: rules })
    .analyze();
  return violations
    .filter((v) => GRAVE.has(v.impact ?? ''))
    .map(
      (v) =>
        `${v.impact} ${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.html.slice(0, 160))
          .join(' | ')}`,
    );
}

export type Found = Record<string, string[]>;
/** Looks at the same screen in both appearances; the page follows the system's choice. */
export async function look(page: Page, name: string, found: Found) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme);
    const grave = await faults(page, colorScheme === 'dark');
    if (grave.length) found[`${name}, ${colorScheme}`] = grave;
  }
}
