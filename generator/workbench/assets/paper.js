// 看版面: the pages of one paper, the strip of its pages, and its figures.
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg';
  var paper = document.getElementById('paper');
  var pages = document.getElementById('pages');
  var strip = document.getElementById('strip');
  var units = document.getElementById('units');
  var panel = document.getElementById('figure');
  var list = document.getElementById('figures');
  var unit = paper.dataset.unit;
  var draft = paper.hasAttribute('data-draft');
  var figures = [];
  var marks = []; // by figure: the rectangles on the pages
  var asked = 0; // the last paper that was asked for
  var width = Number(sessionStorage.getItem('width')) || 0; // of a page in pixels; 0 = as wide as there is room

  function address(path) {
    var q = new URLSearchParams({target: paper.dataset.target, period: paper.dataset.period, unit: unit});
    if (draft) q.set('draft', '1');
    return path + '?' + q;
  }

  function show() {
    if (!paper.dataset.target || !units.querySelector('a')) return;
    var mine = ++asked;
    var place = pages.scrollTop;
    hongtou.ask(address('/paper/pages')).then(function (r) { return r.json(); }).then(function (p) {
      return hongtou.faces(p.faces).then(function () {
        if (mine !== asked) return;
        hongtou.say('');
        complain(p);
        pages.textContent = '';
        strip.textContent = '';
        p.pages.forEach(page);
        resize();
        pages.scrollTop = place;
        pages.dataset.shown = mine;
        if (p.pages.length) trace(mine); else forget();
      });
    }).catch(function (e) { if (mine === asked) { pages.textContent = ''; strip.textContent = ''; forget(); hongtou.say(e.message); } });
  }

  function complain(p) {
    var box = document.getElementById('complaints');
    box.textContent = '';
    p.complaints.forEach(function (text) {
      var line = document.createElement('p');
      line.className = p.wrong ? 'wrong' : 'quiet';
      line.textContent = text;
      box.appendChild(line);
    });
  }

  function page(text, n) {
    var div = document.createElement('div');
    div.className = 'page';
    div.innerHTML = text; // of the program: its texts are escaped
    var svg = div.firstElementChild;
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    pages.appendChild(div);
    gridOn(svg);
    var small = document.createElement('a');
    small.href = '#';
    small.appendChild(svg.cloneNode(true));
    small.appendChild(document.createTextNode(n + 1));
    small.addEventListener('click', function (e) { e.preventDefault(); div.scrollIntoView(); });
    strip.appendChild(small);
  }

  // gridOn lays the grid of 22 lines of 28 characters over an upright page.
  function gridOn(svg) {
    var box = svg.viewBox.baseVal, d = paper.dataset, path = '';
    if (box.width > box.height) return;
    var n = function (name) { return Number(d['grid' + name]); };
    for (var i = 0; i < n('Chars'); i++) {
      path += 'M' + (n('Left') + i * n('Cell')) + ' ' + n('Top') + 'v' + n('Height') + 'm' + n('Em') + ' 0v' + (-n('Height'));
    }
    for (var k = 0; k < n('Lines'); k++) {
      path += 'M' + n('Left') + ' ' + (n('Top') + k * n('Pitch')) + 'h' + n('Width') + 'm0 ' + n('Em') + 'h' + (-n('Width'));
    }
    var g = document.createElementNS(SVG, 'path');
    g.setAttribute('class', 'grid');
    g.setAttribute('d', path);
    svg.appendChild(g);
  }

  // Sizes: as wide as the room, the whole page, or by steps.
  function room() { return Math.max(200, pages.clientWidth - 40); }
  function resize() {
    var w = width || room();
    pages.style.setProperty('--page', w + 'px');
    document.getElementById('zoom').textContent = Math.round(w / 793.7 * 100) + '%'; // 210 mm at 96 pixels an inch
  }
  function size(w) { width = w; sessionStorage.setItem('width', w); resize(); }
  function step(by) { size(Math.round(Math.min(3000, Math.max(200, (width || room()) * by)))); }

  // Figures. The characters of all pages stand in one string, without blanks, each with
  // its element; a figure is looked for behind the words that stand before it in its
  // sentence.
  function trace(mine) {
    hongtou.ask(address('/paper/figures')).then(function (r) { return r.json(); }).then(function (all) {
      if (mine !== asked) return;
      figures = all;
      var text = '', at = [], ends = {0: true}; // ends are where text stands alone: a cell, a line's begin or end
      var last = null;
      pages.querySelectorAll('text').forEach(function (el) {
        if (el.hasAttribute('transform') || !el.getNumberOfChars()) return;
        var s = el.textContent;
        if (!beside(last, el)) ends[text.length] = true;
        last = el;
        for (var i = 0; i < s.length; i++) {
          if (/\s/.test(s[i])) continue;
          text += s[i];
          at.push([el, i]);
        }
      });
      ends[text.length] = true;
      var used = {};
      marks = figures.map(function (f, n) { return mark(find(text, ends, f, used), at, f, n); });
      fill();
      choose(-1);
      paper.dataset.traced = mine;
    }).catch(function (e) { hongtou.say(e.message); });
  }

  // beside tells that a run of text goes on where another ends: faces change within words.
  function beside(a, b) {
    if (!a || a.ownerSVGElement !== b.ownerSVGElement) return false;
    var end = a.getEndPositionOfChar(a.getNumberOfChars() - 1), start = b.getStartPositionOfChar(0);
    return Math.abs(end.y - start.y) < 4 && start.x - end.x > -2 && start.x - end.x < 0.7 * parseFloat(b.getAttribute('font-size'));
  }

  function bare(s) { return s.replace(/\s/g, ''); }
  function digit(c) { return c !== undefined && /[0-9.]/.test(c); }

  // find looks for a figure with what stands around it in its sentence, less and less of
  // it; alone only where it fills a line's piece, as a table's cell does.
  function find(text, ends, f, used) {
    var want = bare(f.text), places = [bare(f.place)], cut = places[0].indexOf('：');
    if (cut >= 0) places.push(places[0].slice(cut + 1)); // an element of the page: its name stands before it
    for (var p = 0; p < places.length; p++) {
      var sentence = places[p], i = sentence.indexOf(want, used['s' + sentence] || 0);
      while (i >= 0 && within(sentence, i, want)) i = sentence.indexOf(want, i + 1);
      if (i < 0) continue;
      for (var n = 12; n > 1; n = n >> 1) {
        var before = sentence.slice(Math.max(0, i - n), i), after = sentence.slice(i + want.length, i + want.length + n);
        if (!before && !after) continue;
        var at = place(text, before + want + after, before.length, want, used) || before.length > 1 && place(text, before + want, before.length, want, used);
        if (at) {
          used['s' + sentence] = i + want.length;
          return at;
        }
      }
    }
    for (var k = text.indexOf(want); k >= 0; k = text.indexOf(want, k + 1)) {
      if (!used[k] && ends[k] && ends[k + want.length]) { used[k] = true; return [k, k + want.length]; }
    }
    return null;
  }

  // within tells that a number found is a part of a longer one.
  function within(s, i, want) { return digit(want[0]) && digit(s[i - 1]) || digit(want[want.length - 1]) && digit(s[i + want.length]); }

  function place(text, key, skip, want, used) {
    for (var k = text.indexOf(key); k >= 0; k = text.indexOf(key, k + 1)) {
      var start = k + skip;
      if (used[start] || within(text, start, want)) continue;
      used[start] = true;
      return [start, start + want.length];
    }
    return null;
  }

  // mark lays a rectangle over each line that a figure stands on.
  function mark(range, at, f, n) {
    var out = [];
    if (!range) return out;
    for (var i = range[0]; i < range[1];) {
      var el = at[i][0], first = i;
      while (i < range[1] && at[i][0] === el) i++;
      var a = el.getExtentOfChar(at[first][1]), b = el.getExtentOfChar(at[i - 1][1]);
      var r = document.createElementNS(SVG, 'rect');
      r.setAttribute('class', 'figure');
      r.setAttribute('x', a.x);
      r.setAttribute('y', a.y);
      r.setAttribute('width', b.x + b.width - a.x);
      r.setAttribute('height', a.height);
      r.dataset.n = n;
      var title = document.createElementNS(SVG, 'title');
      title.textContent = f.meaning;
      r.appendChild(title);
      el.ownerSVGElement.appendChild(r);
      out.push(r);
    }
    return out;
  }

  function forget() { figures = []; marks = []; fill(); panel.textContent = ''; }

  function fill() {
    list.textContent = '';
    figures.forEach(function (f, n) {
      var li = document.createElement('li'), a = document.createElement('a'), small = document.createElement('small');
      a.href = '#';
      a.dataset.n = n;
      a.textContent = f.text;
      small.textContent = f.meaning;
      a.appendChild(small);
      li.appendChild(a);
      list.appendChild(li);
    });
  }

  function element(name, text, parent) {
    var e = document.createElement(name);
    e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  var most = 12; // rows that are listed of a figure at first

  function choose(n) {
    document.querySelectorAll('.chosen').forEach(function (e) { e.classList.remove('chosen'); });
    panel.textContent = '';
    panel.className = n < 0 ? 'quiet' : '';
    if (n < 0) {
      panel.textContent = figures.length ? paper.dataset.none : paper.dataset.nofigures;
      return;
    }
    var f = figures[n];
    marks[n].forEach(function (r) { r.classList.add('chosen'); });
    var line = list.children[n];
    line.classList.add('chosen');
    line.scrollIntoView({block: 'nearest'});
    element('p', f.text, panel).className = 'value';
    if (f.meaning) element('p', f.meaning, panel);
    f.parts.forEach(function (part) {
      element('p', part.text, panel).className = 'part';
      if (!part.rows.length) return;
      var ul = element('ul', '', panel);
      part.rows.forEach(function (row, i) {
        var li = element('li', '', ul);
        if (i >= most) li.hidden = true;
        element('a', row.text, li).href = row.address;
      });
      if (part.rows.length > most) {
        var more = element('button', paper.dataset.rows.replace('{}', part.rows.length - most), panel);
        more.type = 'button';
        more.addEventListener('click', function () {
          ul.querySelectorAll('li').forEach(function (li) { li.hidden = false; });
          more.remove();
        });
      }
    });
    if (f.template) {
      var p = element('p', '', panel);
      element('a', f.template, p).href = f.address;
    }
  }

  pages.addEventListener('click', function (e) {
    if (e.target.dataset && e.target.dataset.n) choose(Number(e.target.dataset.n));
    else if (e.target.closest('text')) sentence(e.target.closest('text'));
  });

  // sentence tells the template's line from which the line comes that was clicked.
  function sentence(el) {
    var y = Number(el.getAttribute('y')), text = '';
    el.ownerSVGElement.querySelectorAll('text').forEach(function (t) { if (Math.abs(Number(t.getAttribute('y')) - y) < 2) text += t.textContent; });
    hongtou.ask('/paper/line?' + new URLSearchParams({target: paper.dataset.target, text: text})).then(function (r) { return r.json(); }).then(function (a) {
      choose(-1);
      panel.className = '';
      panel.textContent = '';
      element('p', text, panel).className = 'value line';
      element('p', paper.dataset.line, panel).className = 'part';
      var p = element('p', '', panel);
      if (a.address) element('a', a.text, p).href = a.address; else p.textContent = a.text;
    }).catch(function (e) { hongtou.say(e.message); });
  }
  list.addEventListener('click', function (e) {
    var a = e.target.closest('a');
    if (!a) return;
    e.preventDefault();
    var n = Number(a.dataset.n);
    choose(n);
    if (marks[n][0]) marks[n][0].scrollIntoView({block: 'center'});
  });

  // Which paper.
  function visible() { return Array.prototype.filter.call(units.querySelectorAll('a'), function (a) { return !a.parentNode.hidden; }); }
  function count() {
    var all = visible(), here = all.findIndex(function (a) { return a.dataset.unit === unit; });
    document.getElementById('count').textContent = all.length ? (here + 1) + ' / ' + all.length : '';
  }
  function go(a) {
    if (!a) return;
    units.querySelectorAll('[aria-current]').forEach(function (e) { e.removeAttribute('aria-current'); });
    a.setAttribute('aria-current', 'true');
    a.scrollIntoView({block: 'nearest'});
    unit = a.dataset.unit;
    pages.scrollTop = 0;
    history.replaceState(null, '', address('/paper'));
    count();
    show();
  }
  function move(by) {
    var all = visible(), here = all.findIndex(function (a) { return a.dataset.unit === unit; });
    go(all[here + by]);
  }
  units.addEventListener('click', function (e) {
    var a = e.target.closest('a');
    if (!a) return;
    e.preventDefault();
    go(a);
  });
  document.getElementById('find').addEventListener('input', function (e) {
    var want = e.target.value.trim().toLowerCase();
    units.querySelectorAll('a').forEach(function (a) { a.parentNode.hidden = a.dataset.find.indexOf(want) < 0; });
    count();
  });
  document.getElementById('find').addEventListener('keydown', function (e) {
    if (e.key === 'Enter') go(visible()[0]);
  });
  var form = document.getElementById('choose');
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  form.addEventListener('change', function (e) {
    if (e.target.name === 'target') location.href = '/paper?target=' + encodeURIComponent(e.target.value);
    if (e.target.name === 'period') location.href = '/paper?' + new URLSearchParams({target: paper.dataset.target, period: e.target.value, unit: unit});
  });

  document.getElementById('previous').addEventListener('click', function () { move(-1); });
  document.getElementById('next').addEventListener('click', function () { move(1); });
  document.getElementById('smaller').addEventListener('click', function () { step(1 / 1.2); });
  document.getElementById('larger').addEventListener('click', function () { step(1.2); });
  document.getElementById('wide').addEventListener('click', function () { size(0); });
  document.getElementById('fit').addEventListener('click', function () { size(Math.round((pages.clientHeight - 24) * 210 / 297)); });
  document.getElementById('grid').addEventListener('change', function (e) { pages.classList.toggle('gridded', e.target.checked); });
  document.getElementById('draft').addEventListener('change', function (e) {
    draft = e.target.checked;
    history.replaceState(null, '', address('/paper'));
    show();
  });
  document.addEventListener('keydown', function (e) {
    if (/INPUT|SELECT|TEXTAREA/.test(e.target.tagName) || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === '[') move(-1);
    if (e.key === ']') move(1);
    if (e.key === '+' || e.key === '=') step(1.2);
    if (e.key === '-') step(1 / 1.2);
    if (e.key === '/') { e.preventDefault(); document.getElementById('find').focus(); }
  });
  window.addEventListener('resize', resize);
  hongtou.on('changed', show);
  count();
  show();
})();
