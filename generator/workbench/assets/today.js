// 今天: the rows, the buttons that make papers, and how far a run is.
(function () {
  'use strict';
  var rows = document.getElementById('rows');
  var run = document.getElementById('run');
  var asked = rows.dataset.period;

  function load() {
    if (rows.dataset.whole) { // a page that comes with its rows
      return hongtou.ask(location.href).then(function (r) { return r.text(); }).then(function (html) {
        rows.innerHTML = new DOMParser().parseFromString(html, 'text/html').getElementById('rows').innerHTML;
      }).catch(function (e) { hongtou.say(e.message); });
    }
    return hongtou.ask('/today/rows?period=' + encodeURIComponent(asked)).then(function (r) { return r.text(); }).then(function (html) {
      rows.innerHTML = html;
    }).catch(function (e) { hongtou.say(e.message); });
  }

  rows.addEventListener('submit', function (e) {
    e.preventDefault();
    hongtou.say('');
    var form = e.target;
    if (!form.querySelector('[name=period]')) {
      var field = document.createElement('input');
      field.type = 'hidden';
      field.name = 'period';
      field.value = asked;
      form.appendChild(field);
    }
    hongtou.send(form.dataset.to || '/run', form).catch(function (e) { hongtou.say(e.message); });
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

  var period = document.querySelector('#period select');
  if (period) period.addEventListener('change', function (e) {
    location.search = e.target.value ? '?period=' + encodeURIComponent(e.target.value) : '';
  });
  if (!rows.dataset.whole) load();
})();
