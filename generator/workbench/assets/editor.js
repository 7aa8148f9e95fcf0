// A text with the numbers of its lines, and complaints at their lines and below.
(function () {
  'use strict';
  hongtou.editor = function (text, gutter, told) {
    function number(list) {
      var lines = text.value.split('\n').length, bad = {};
      list.forEach(function (c) { if (c.line) bad[c.line] = (bad[c.line] ? bad[c.line] + '\n' : '') + c.text; });
      gutter.textContent = '';
      for (var i = 1; i <= lines; i++) {
        var n = document.createElement('div');
        n.textContent = i;
        if (bad[i]) { n.className = 'bad'; n.title = bad[i]; }
        gutter.appendChild(n);
      }
      told.textContent = '';
      list.forEach(function (c) {
        var li = document.createElement('li');
        li.textContent = c.text;
        li.className = c.wrong ? 'wrong' : 'quiet';
        if (c.line) li.addEventListener('click', function () { go(c.line); });
        told.appendChild(li);
      });
      gutter.scrollTop = text.scrollTop;
    }

    // go puts the caret on a line.
    function go(n) {
      var lines = text.value.split('\n'), at = 0;
      for (var i = 0; i < n - 1 && i < lines.length; i++) at += lines[i].length + 1;
      text.focus();
      text.setSelectionRange(at, at + (lines[n - 1] || '').length);
      text.scrollTop = Math.max(0, (n - 8) * 20);
    }

    text.addEventListener('scroll', function () { gutter.scrollTop = text.scrollTop; });
    return {number: number, go: go};
  };
})();
