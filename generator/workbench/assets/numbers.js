// 文号: the year, void numbers and the start of a year.
(function () {
  'use strict';
  document.getElementById('year').addEventListener('change', function (e) { location.search = '?year=' + e.target.value; });
  function post(form, path) {
    hongtou.send(path, form).then(function () { location.reload(); }).catch(function (e) { hongtou.say(e.message); });
  }
  document.querySelectorAll('form.void').forEach(function (form) {
    form.addEventListener('submit', function (e) {
      e.preventDefault();
      if (window.confirm(form.dataset.ask)) post(form, '/numbers/void');
    });
  });
  var start = document.getElementById('start');
  if (start) start.addEventListener('submit', function (e) { e.preventDefault(); post(start, '/numbers/start'); });
})();
