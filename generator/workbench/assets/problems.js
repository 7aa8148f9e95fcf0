// 问题: the list comes when everything was checked, and anew after each change.
(function () {
  'use strict';
  var rows = document.getElementById('rows');
  function load() {
    hongtou.ask('/problems/rows').then(function (r) { return r.text(); }).then(function (html) {
      rows.innerHTML = html;
      rows.dataset.loaded = Number(rows.dataset.loaded || 0) + 1;
    }).catch(function (e) { hongtou.say(e.message); });
  }
  hongtou.on('changed', load);
  load();
})();
