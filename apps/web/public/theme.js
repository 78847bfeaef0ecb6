// Applied before the first paint, so that a chosen theme does not flash. A file of its own because the page's policy refuses inline scripts.
(function () {
  try {
    var theme = localStorage.getItem('numera.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be refused (private windows): the system's theme then stands.
  }
})();
