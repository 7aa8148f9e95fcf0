// 设置: hongtou.yaml as a form and as text; what is wrong is marked while someone types. A
// field of the form changes the text; the text is what is saved.
(function () {
  'use strict';
  var d = document.getElementById('settings').dataset;
  var text = document.getElementById('text'), form = document.getElementById('form');
  var editor = hongtou.editor(text, document.getElementById('gutter'), document.getElementById('told'));
  var edit = text.parentNode, state = document.getElementById('state');
  var was = text.value, timer = 0, asked = 0, turn = Promise.resolve();

  function post(path, fields) { return hongtou.ask(path, {method: 'POST', body: new URLSearchParams(fields)}); }

  function look() {
    var mine = ++asked;
    state.textContent = text.value === was ? '' : d.unsaved;
    post('/settings/try', {text: text.value}).then(function (r) { return r.json(); }).then(function (list) {
      if (mine !== asked) return;
      tell(list);
      d.looked = mine;
    }).catch(function (e) { hongtou.say(e.message); });
  }

  // tell puts complaints at their lines, and beside the fields that they are about.
  function tell(list) {
    editor.number(list);
    form.querySelectorAll('em').forEach(function (e) { e.textContent = ''; });
    form.querySelectorAll('.bad').forEach(function (e) { e.classList.remove('bad'); });
    list.forEach(function (c) {
      var field = c.key && fieldOf(c.key);
      if (!field) return;
      var label = field.closest('label');
      if (label) label.querySelector('em').textContent = c.here; else field.classList.add('bad');
      for (var s = field.closest('details'); s; s = s.parentNode.closest('details')) s.classList.add('bad');
    });
  }
  function fieldOf(key) {
    for (; key; key = key.replace(/(\.[^.[]*|\[\d+\])$/, '')) {
      var field = form.querySelector('[data-key="' + CSS.escape(key) + '"]');
      if (field) return field;
      if (!/[.[]/.test(key)) break;
    }
    return null;
  }

  function show(asForm) {
    document.getElementById('asform').setAttribute('aria-pressed', String(asForm));
    document.getElementById('astext').setAttribute('aria-pressed', String(!asForm));
    form.hidden = !asForm;
    edit.hidden = asForm;
    sessionStorage.setItem('settings', asForm ? 'form' : 'text');
  }
  function fill() {
    var open = {};
    form.querySelectorAll('details[open]').forEach(function (s) { open[s.dataset.key] = true; });
    return post('/settings/form', {text: text.value}).then(function (r) { return r.text(); }).then(function (html) {
      form.innerHTML = html;
      form.querySelectorAll('details').forEach(function (s, i) { s.open = form.dataset.filled ? !!open[s.dataset.key] : i === 0; });
      form.dataset.filled = Number(form.dataset.filled || 0) + 1;
      show(true);
      look();
    }).catch(function (e) { hongtou.say(e.message); show(false); });
  }

  // change changes the text by a field; one after the other.
  function change(fields, again) {
    turn = turn.then(function () {
      return post('/settings/change', Object.assign({text: text.value}, fields)).then(function (r) { return r.json(); }).then(function (now) {
        text.value = now;
        return again ? fill() : look();
      }).catch(function (e) { hongtou.say(e.message); });
    });
    return turn;
  }
  form.addEventListener('change', function (e) {
    if (e.target.dataset.path) change({path: e.target.dataset.path, value: e.target.value}, !e.target.value);
  });
  form.addEventListener('click', function (e) {
    if (e.target.classList.contains('remove')) change({path: e.target.dataset.path, value: ''}, true);
  });
  form.addEventListener('submit', function (e) {
    e.preventDefault();
    change({path: e.target.dataset.path, value: e.target.elements.value.value, add: '1'}, true);
  });

  function save() {
    if (document.activeElement && form.contains(document.activeElement)) document.activeElement.blur(); // what is typed is a change
    turn.then(function () {
      var now = text.value;
      return post('/settings/save', {was: was, text: now}).then(function (r) { return r.json(); }).then(function (list) {
        if (list.some(function (c) { return c.wrong; })) { tell(list); hongtou.say(d.refused); return; }
        was = now;
        hongtou.say(d.saved);
        look();
      }).catch(function (e) { hongtou.say(e.message); });
    });
  }

  var button = document.getElementById('save');
  if (button) button.addEventListener('click', save);
  document.addEventListener('keydown', function (e) {
    if ((e.ctrlKey || e.metaKey) && e.key === 's') { e.preventDefault(); if (button) save(); }
  });
  document.getElementById('asform').addEventListener('click', fill);
  document.getElementById('astext').addEventListener('click', function () { show(false); });
  text.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(look, 400); });
  window.addEventListener('beforeunload', function (e) { if (text.value !== was) e.preventDefault(); });
  hongtou.on('changed', look);
  editor.number([]);
  if (d.line) { show(false); editor.go(Number(d.line)); look(); } else if (sessionStorage.getItem('settings') === 'text') { show(false); look(); } else fill();
})();
