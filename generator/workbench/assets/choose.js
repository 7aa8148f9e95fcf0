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
  if (!make) return;
  sends(make, '/choose/make');

  // An example brings its own office. The tier that a unit's name tells, and the name that
  // its office mostly has, stand in the form as long as nothing else was written there.
  var answers = document.getElementById('answers');
  var top = make.elements.top, kind = make.elements.kind, office = make.elements.office;
  var usual = {kind: '', name: ''};
  make.elements.example.addEventListener('change', function () { answers.hidden = answers.disabled = this.value !== ''; });
  top.addEventListener('change', function () {
    hongtou.ask('/choose/usual?top=' + encodeURIComponent(top.value)).then(function (r) { return r.json(); }).then(function (u) {
      if (kind.value === usual.kind) kind.value = u.kind;
      if (office.value === usual.name) office.value = u.name;
      usual = u;
    }).catch(function (e) { hongtou.say(e.message); });
  });
})();
