// 今天: the rows, the buttons that make papers, and how far a run is.
(function () {
  'use strict';
  var rows = document.getElementById('rows');
  var run = document.getElementById('run');
  var asked = rows.dataset.period;

  function load() {
    return hongtou.ask('/today/rows?period=' + encodeURIComponent(asked)).then(function (r) { return r.text(); }).then(function (html) {
      rows.innerHTML = html;
    }).catch(function (e) { hongtou.say(e.message); });
  }

  rows.addEventListener('submit', function (e) {
    e.preventDefault();
    hongtou.say('');
    var form = e.target;
    var field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'period';
    field.value = asked;
    form.appendChild(field);
    hongtou.send('/run', form).catch(function (e) { hongtou.say(e.message); });
  });

  run.querySelector('.stop').addEventListener('click', function () {
    hongtou.ask('/run/stop', {method: 'POST'}).catch(function (e) { hongtou.say(e.message); });
  });

  hongtou.on('run', function (s) {
    run.hidden = false;
    run.classList.toggle('ended', s.ended);
    run.classList.toggle('bad', s.wrong);
    var bar = run.querySelector('progress');
    bar.max = Math.max(1, s.total);
    bar.value = s.done;
    run.querySelector('.count').textContent = s.done + ' / ' + s.total;
    run.querySelector('.file').textContent = s.file;
    run.querySelector('.words').textContent = s.words;
    var list = run.querySelector('.detail');
    list.textContent = '';
    (s.detail || []).forEach(function (line) {
      var li = document.createElement('li');
      li.textContent = line;
      list.appendChild(li);
    });
    if (s.ended) load();
  });
  hongtou.on('changed', load);

  document.querySelector('#period select').addEventListener('change', function (e) {
    location.search = e.target.value ? '?period=' + encodeURIComponent(e.target.value) : '';
  });
  load();
})();
