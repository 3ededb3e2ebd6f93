// Sets light or dark before the first paint, so that a dark screen never flashes white.
// Its own file because the page's security policy allows no script inside the page.
(function () {
  var prefs = {};
  try { prefs = JSON.parse(localStorage.getItem('shuzhi.prefs') || '{}'); } catch (e) { prefs = {}; }
  var auto = (prefs.theme || 'auto') === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches;
  var page = document.documentElement;
  page.dataset.theme = prefs.theme === 'dark' || auto ? 'dark' : 'light';
  page.lang = prefs.lang === 'en' ? 'en' : 'zh-CN';
})();
