// Pages of papers come with a style sheet of their faces: they are shown when these can
// be drawn with, so that no page is seen in others.
(function () {
  'use strict';
  var sheet = null;
  hongtou.faces = function (href) {
    if (!href || sheet && sheet.getAttribute('href') === href) return Promise.resolve();
    return new Promise(function (done) {
      var link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      link.onload = link.onerror = done;
      document.head.appendChild(link);
      var old = sheet;
      sheet = link;
      if (old) setTimeout(function () { old.remove(); }, 1000);
    }).then(function () {
      var all = [];
      document.fonts.forEach(function (f) { all.push(f.load().catch(function () {})); });
      return Promise.all(all);
    });
  };
})();
