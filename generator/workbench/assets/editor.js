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

    // caret is where the caret is seen, for a list below it.
    function caret() {
      var before = text.value.slice(0, text.selectionStart), style = getComputedStyle(text), box = text.getBoundingClientRect();
      var pen = document.createElement('canvas').getContext('2d');
      pen.font = style.fontSize + ' ' + style.fontFamily;
      var line = before.slice(before.lastIndexOf('\n') + 1).replace(/\t/g, '  ');
      var top = box.top + parseFloat(style.paddingTop) + (before.split('\n').length - 1) * 20 - text.scrollTop;
      return {left: box.left + parseFloat(style.paddingLeft) + pen.measureText(line).width - text.scrollLeft, top: top + 20, above: top};
    }

    // complete offers at the caret what an address knows to stand there: within {{ }}, and
    // in YAML, which a file may be as a whole or before its body.
    function complete(path, file) {
      var typed = '', end = 0; // what is written of it already, and where that ended
      var options = {
        first: true,
        at: caret,
        items: function (asked) {
          var before = text.value.slice(0, text.selectionStart), open = before.lastIndexOf('{{');
          var within = open >= 0 && before.indexOf('}}', open) < 0;
          var yaml = /\.yaml$/.test(file) || before.slice(0, 4) === '---\n' && before.indexOf('\n---') < 0;
          if (!within && !yaml || !asked && !/[.\w$\u4e00-\u9fff]$/.test(before)) return [];
          return hongtou.ask(path, {method: 'POST', body: new URLSearchParams({text: before, file: file})}).then(function (r) { return r.json(); }).then(function (a) {
            typed = a.typed;
            end = before.length;
            if (a.list.length === 1 && a.list[0].value === typed) return [];
            options.whole = a.list.length > 0 && a.list[0].value === typed; // is left as it is by Enter
            return a.list;
          }).catch(function () { return []; });
        },
        take: function (value) {
          text.setRangeText(value, Math.min(end, text.selectionStart) - typed.length, text.selectionStart, 'end'); // it may have been gone on with
          text.dispatchEvent(new Event('input'));
        }
      };
      hongtou.menu(text, options);
    }

    text.addEventListener('scroll', function () { gutter.scrollTop = text.scrollTop; });
    return {number: number, go: go, complete: complete};
  };
})();
