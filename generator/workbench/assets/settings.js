// 设置: hongtou.yaml as text; what is wrong is marked while someone types.
(function () {
  'use strict';
  var d = document.getElementById('settings').dataset;
  var text = document.getElementById('text');
  var editor = hongtou.editor(text, document.getElementById('gutter'), document.getElementById('told'));
  var was = text.value, timer = 0, asked = 0;

  function look() {
    var mine = ++asked;
    hongtou.ask('/settings/try', {method: 'POST', body: new URLSearchParams({text: text.value})}).then(function (r) { return r.json(); }).then(function (list) {
      if (mine !== asked) return;
      editor.number(list);
      d.looked = mine;
    }).catch(function (e) { hongtou.say(e.message); });
  }

  function save() {
    var now = text.value;
    hongtou.ask('/settings/save', {method: 'POST', body: new URLSearchParams({was: was, text: now})}).then(function (r) { return r.json(); }).then(function (list) {
      if (list.some(function (c) { return c.wrong; })) { editor.number(list); hongtou.say(d.refused); return; }
      was = now;
      hongtou.say(d.saved);
      look();
    }).catch(function (e) { hongtou.say(e.message); });
  }

  var button = document.getElementById('save');
  if (button) button.addEventListener('click', save);
  document.addEventListener('keydown', function (e) {
    if ((e.ctrlKey || e.metaKey) && e.key === 's') { e.preventDefault(); if (button) save(); }
  });
  text.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(look, 400); });
  window.addEventListener('beforeunload', function (e) { if (text.value !== was) e.preventDefault(); });
  hongtou.on('changed', look);
  editor.number([]);
  if (d.line) editor.go(Number(d.line));
  look();
})();
