// 收表: files are dropped or chosen, looked at, and taken over.
(function () {
  'use strict';
  var rows = document.getElementById('rows'), drop = document.getElementById('drop');

  function show(html) {
    rows.innerHTML = html;
    rows.dataset.shown = Number(rows.dataset.shown || 0) + 1;
  }

  function take(files) {
    if (!files.length) return;
    var form = new FormData();
    form.append('period', drop.elements.period.value.trim());
    Array.prototype.forEach.call(files, function (f) { form.append('files', f, f.name); });
    hongtou.ask('/collect/try', {method: 'POST', body: form}).then(function (r) { return r.text(); }).then(show).catch(function (e) { hongtou.say(e.message); });
  }

  if (drop) {
    drop.addEventListener('submit', function (e) { e.preventDefault(); });
    drop.elements.files.addEventListener('change', function (e) { take(e.target.files); });
    document.addEventListener('dragover', function (e) { e.preventDefault(); drop.classList.add('over'); });
    document.addEventListener('dragleave', function () { drop.classList.remove('over'); });
    document.addEventListener('drop', function (e) {
      e.preventDefault();
      drop.classList.remove('over');
      take(e.dataTransfer.files);
    });
  }
  rows.addEventListener('submit', function (e) {
    e.preventDefault();
    e.target.querySelector('button').disabled = true;
    hongtou.send('/collect/take', e.target).then(function (r) { return r.text(); }).then(show).catch(function (e) { hongtou.say(e.message); });
  });
  var undo = document.getElementById('undo');
  if (undo) undo.addEventListener('click', function () {
    hongtou.ask('/table/undo', {method: 'POST'}).then(function (r) { return r.json(); }).then(function (words) { hongtou.say(words.join('；')); }).catch(function (e) { hongtou.say(e.message); });
  });
  hongtou.on('changed', function () {});
})();
