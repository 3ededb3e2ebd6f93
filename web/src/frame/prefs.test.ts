// The language of a first visit is the browser's, if it is English.
import { expect, test } from 'vitest';
import { langOf } from './prefs';

test.each([
  ['en-US', 'en'],
  ['en', 'en'],
  ['EN-GB', 'en'],
  ['zh-CN', 'zh'],
  ['fr-FR', 'zh'],
  ['', 'zh'],
])('%s: %s', (browser, lang) => expect(langOf(browser)).toBe(lang));
