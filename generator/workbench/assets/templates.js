// 模板: a new one is begun as a copy of another.
(function () {
  'use strict';
  var form = document.getElementById('new');
  if (form) form.addEventListener('submit', function (e) {
    e.preventDefault();
    hongtou.send('/template/new', form).then(function (r) { return r.json(); }).then(function (to) { location.href = to; }).catch(function (e) { hongtou.say(e.message); });
  });
})();
