// 选工作区: the folder that is chosen or made is opened, or the reason why not is said.
(function () {
  'use strict';
  function sends(form, path) {
    form.addEventListener('submit', function (e) {
      e.preventDefault();
      hongtou.send(path, form).then(function (r) { return r.text(); }).then(function (to) { location.assign(to); }).catch(function (e) { hongtou.say(e.message); });
    });
  }
  document.querySelectorAll('form.open').forEach(function (form) { sends(form, '/choose/open'); });
  var make = document.getElementById('make');
  if (make) sends(make, '/choose/make');
})();
