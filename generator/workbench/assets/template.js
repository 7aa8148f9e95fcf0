// 模板: text at the left, its page at the right, refreshed while someone types.
(function () {
  'use strict';
  var view = document.getElementById('template'), d = view.dataset;
  var text = document.getElementById('text'), gutter = document.getElementById('gutter');
  var told = document.getElementById('told'), pages = document.getElementById('pages');
  var was = d.own ? text.value : '', kept = text.value;
  var asked = 0, timer = 0;

  var editor = hongtou.editor(text, gutter, told), number = editor.number, go = editor.go;

  function body() {
    var unit = document.getElementById('unit');
    return new URLSearchParams({file: d.file, period: d.period, unit: unit ? unit.value : '', text: text.value, was: was});
  }

  function look() {
    var mine = ++asked;
    hongtou.ask('/template/try', {method: 'POST', body: body()}).then(function (r) { return r.json(); }).then(function (a) {
      return hongtou.faces(a.faces).then(function () {
        if (mine !== asked) return;
        number(a.told);
        if (a.pages.length) {
          var place = pages.scrollTop;
          pages.textContent = '';
          a.pages.forEach(function (page) {
            var div = document.createElement('div');
            div.className = 'page';
            div.innerHTML = page;
            div.firstElementChild.removeAttribute('width');
            div.firstElementChild.removeAttribute('height');
            pages.appendChild(div);
          });
          pages.scrollTop = place;
        }
        pages.style.setProperty('--page', Math.max(200, pages.clientWidth - 40) + 'px');
        view.dataset.looked = mine;
      });
    }).catch(function (e) { hongtou.say(e.message); });
  }

  function save(file, old, then) {
    var form = body();
    form.set('file', file);
    form.set('was', old);
    hongtou.ask('/template/save', {method: 'POST', body: form}).then(function (r) { return r.json(); }).then(function (list) {
      if (list.some(function (c) { return c.wrong; })) { number(list); hongtou.say(d.refused); return; }
      kept = text.value;
      hongtou.say(d.saved);
      then();
    }).catch(function (e) { hongtou.say(e.message); });
  }

  var button = document.getElementById('save');
  function saveThis() { if (button) save(d.file, was, function () { was = text.value; }); }
  if (button) button.addEventListener('click', saveThis);
  document.addEventListener('keydown', function (e) {
    if ((e.ctrlKey || e.metaKey) && e.key === 's') { e.preventDefault(); saveThis(); }
  });
  var another = document.getElementById('another');
  if (another) another.addEventListener('click', function () {
    var name = window.prompt(d.ask, '');
    if (!name) return;
    var file = name.trim() + d.file.slice(d.file.indexOf('.'));
    save(file, '', function () { location.href = '/template?file=' + encodeURIComponent(file); });
  });

  text.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(look, 120); });
  var unit = document.getElementById('unit');
  if (unit) unit.addEventListener('change', look);
  view.querySelectorAll('[data-insert]').forEach(function (b) {
    b.addEventListener('click', function () {
      text.setRangeText(b.dataset.insert, text.selectionStart, text.selectionEnd, 'end');
      text.focus();
      look();
    });
  });
  window.addEventListener('beforeunload', function (e) { if (text.value !== kept) e.preventDefault(); });
  hongtou.on('changed', look);
  if (!text.readOnly) editor.complete('/template/complete', d.file);
  number([]);
  if (d.line) go(Number(d.line));
  look();
})();
