// 表: a table is added, and opened.
(function () {
  'use strict';
  var add = document.getElementById('add');
  if (add) add.addEventListener('submit', function (e) {
    e.preventDefault();
    hongtou.send('/tables/add', add).then(function (r) { return r.text(); }).then(function (to) { location.assign(to); }).catch(function (e) { hongtou.say(e.message); });
  });
})();
