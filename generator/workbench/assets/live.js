// What every page does: it hears of changes, and sends forms without leaving.
(function () {
  'use strict';
  var notice = document.getElementById('notice');
  var listeners = {};

  // say shows a line at the top of the page; with an action a button beside it.
  function say(text, action, label) {
    notice.textContent = text;
    notice.hidden = !text;
    if (action) {
      var b = document.createElement('button');
      b.type = 'button';
      b.textContent = label;
      b.addEventListener('click', action);
      notice.appendChild(b);
    }
  }

  // ask fetches an address; what is refused is an error with the program's words.
  function ask(path, options) {
    return fetch(path, options).then(function (r) {
      if (r.ok) return r;
      return r.text().then(function (text) { throw new Error(text); });
    }, function () { throw new Error(notice.dataset.lost); });
  }

  function send(path, form) {
    return ask(path, {method: 'POST', body: new URLSearchParams(new FormData(form))});
  }

  function on(name, f) { (listeners[name] = listeners[name] || []).push(f); }

  function tell(name, data) {
    (listeners[name] || []).forEach(function (f) { f(data); });
  }

  var lost = false;
  var stream = new EventSource('/live');
  stream.onopen = function () {
    if (lost) { lost = false; say(''); }
  };
  stream.onerror = function () {
    lost = true;
    say(notice.dataset.lost);
  };
  ['run', 'changed'].forEach(function (name) {
    stream.addEventListener(name, function (e) { tell(name, JSON.parse(e.data)); });
  });
  // A page that does not take up a change by itself says that there is one.
  stream.addEventListener('changed', function () {
    if (!listeners.changed) say(notice.dataset.changed, function () { location.reload(); }, notice.dataset.again);
  });
  window.addEventListener('pagehide', function () { stream.close(); });
  window.addEventListener('pageshow', function (e) { if (e.persisted) location.reload(); });

  window.hongtou = {say: say, ask: ask, send: send, on: on};
})();
