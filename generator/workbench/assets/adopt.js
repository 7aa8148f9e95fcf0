// A ledger is dropped, its guess looked at, corrected by naming the table, taken over.
(function () {
  'use strict';
  var drop = document.getElementById('drop'), rows = document.getElementById('rows');

  function look(file) {
    var form = new FormData();
    form.append('table', drop.elements.table.value);
    if (file) form.append('file', file, file.name);
    hongtou.ask('/adopt/try', {method: 'POST', body: form}).then(function (r) { return r.text(); }).then(function (html) { rows.innerHTML = html; }).catch(function (e) { hongtou.say(e.message); });
  }

  drop.addEventListener('submit', function (e) { e.preventDefault(); });
  drop.elements.file.addEventListener('change', function (e) { if (e.target.files[0]) look(e.target.files[0]); });
  drop.elements.table.addEventListener('change', function () { if (rows.firstElementChild) look(null); });
  document.addEventListener('dragover', function (e) { e.preventDefault(); drop.classList.add('over'); });
  document.addEventListener('dragleave', function () { drop.classList.remove('over'); });
  document.addEventListener('drop', function (e) {
    e.preventDefault();
    drop.classList.remove('over');
    if (e.dataTransfer.files[0]) look(e.dataTransfer.files[0]);
  });
  rows.addEventListener('submit', function (e) {
    e.preventDefault();
    var form = new URLSearchParams(new FormData(e.target));
    form.set('table', drop.elements.table.value);
    hongtou.ask('/adopt/take', {method: 'POST', body: form}).then(function (r) { return r.json(); }).then(function (address) { location.href = address; }).catch(function (e) { hongtou.say(e.message); });
  });
  hongtou.on('changed', function () {});
})();
