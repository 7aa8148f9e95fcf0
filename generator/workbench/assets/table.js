// 表: rows as they are needed, and one row as a form with what is wrong beside it.
(function () {
  'use strict';
  var HIGH = 28, CHUNK = 100; // a row in pixels; rows that are asked for at once
  var table = document.getElementById('table'), d = table.dataset;
  var columns = JSON.parse(d.columns);
  var box = document.getElementById('rows');
  var body = box.querySelector('tbody');
  var form = document.getElementById('row');
  var fields = document.getElementById('fields');
  var said = document.getElementById('said');
  var total = 0, chunks = {}, asked = {}, round = 0;
  var sort = -1, down = false, where = columns.map(function () { return ''; });
  var here = -1; // the row that the keyboard is at
  var open = null; // the row in the form: {row, inputs}, or {pasted}

  function query(more) {
    var q = new URLSearchParams({name: d.name, find: document.getElementById('find').value});
    if (document.getElementById('wrong').checked) q.set('wrong', '1');
    where.forEach(function (typed, k) { if (typed) q.set('c' + k, typed); });
    if (sort >= 0) q.set('sort', sort);
    if (down) q.set('down', '1');
    Object.keys(more).forEach(function (k) { if (more[k]) q.set(k, more[k]); });
    return '/table/rows?' + q;
  }

  function load(n, more) {
    var mine = round;
    asked[n] = true;
    return hongtou.ask(query(Object.assign({from: n * CHUNK, n: CHUNK}, more))).then(function (r) { return r.json(); }).then(function (a) {
      if (mine !== round) return a;
      total = a.total;
      chunks[n] = a.rows;
      if (!widths) measure(a.rows);
      draw();
      return a;
    }).catch(function (e) { hongtou.say(e.message); return {at: -1}; });
  }

  function reload() {
    round++;
    asked = {};
    var old = chunks;
    chunks = {};
    return load(Math.floor(box.scrollTop / HIGH / CHUNK), {}).then(function () { old = null; draw(); });
  }

  // Widths are chosen once, by what the first rows hold.
  var widths = null;
  function measure(rows) {
    widths = columns.map(function (c, i) {
      var n = wide(c.header);
      rows.forEach(function (r) { n = Math.max(n, Math.min(20, wide(r.values[i]))); });
      return n;
    });
    var group = box.querySelector('colgroup'), sum = 52;
    group.textContent = '';
    group.appendChild(document.createElement('col')).style.width = '52px';
    widths.forEach(function (n) {
      var w = Math.round(n * 14 + 22);
      group.appendChild(document.createElement('col')).style.width = w + 'px';
      sum += w;
    });
    box.querySelector('table').style.width = sum + 'px';
  }
  function wide(s) {
    var n = 0;
    for (var i = 0; i < s.length; i++) n += s.charCodeAt(i) > 255 ? 1 : 0.66;
    return n;
  }

  function at(i) { var c = chunks[Math.floor(i / CHUNK)]; return c && c[i % CHUNK]; }

  var printing = false; // all rows are drawn
  function draw() {
    var first = printing ? 0 : Math.max(0, Math.floor(box.scrollTop / HIGH) - 10);
    var last = printing ? total : Math.min(total, first + Math.ceil(box.clientHeight / HIGH) + 20);
    var rows = document.createDocumentFragment();
    space(rows, first);
    for (var i = first; i < last; i++) {
      var n = Math.floor(i / CHUNK);
      if (!chunks[n] && !asked[n] && !printing) load(n, {});
      rows.appendChild(line(at(i), i));
    }
    space(rows, total - last);
    body.textContent = '';
    body.appendChild(rows);
    document.getElementById('count').textContent = total;
  }
  function space(to, n) {
    if (n <= 0) return;
    var tr = document.createElement('tr');
    tr.className = 'space';
    tr.style.height = n * HIGH + 'px';
    to.appendChild(tr);
  }
  function key(r) { return r.file + '\n' + (r.sheet || '') + '\n' + r.row; }
  function line(r, i) {
    var tr = document.createElement('tr');
    if (!r) { tr.appendChild(document.createElement('td')).colSpan = columns.length + 1; return tr; }
    tr.dataset.i = i;
    if (open && open.row && key(open.row) === key(r)) tr.className = 'open';
    if (i === here) tr.classList.add('here');
    cell(tr, r.row, '').className = 'number';
    if (r.wrong && r.wrong['']) { tr.firstChild.classList.add('bad'); tr.firstChild.title = r.wrong['']; }
    columns.forEach(function (c, k) {
      var raw = r.unread && r.unread[k];
      var td = cell(tr, raw === undefined ? r.values[k] : raw, c.number ? 'n' : '');
      td.dataset.k = k;
      if (/^[\x21-\x7e]{1,20}$/.test(td.textContent)) td.classList.add('word'); // a number, a date: not parted on paper
      var bad = r.wrong && r.wrong[c.header];
      if (bad) { td.classList.add('bad'); td.title = bad; }
    });
    return tr;
  }
  function cell(tr, text, kind) {
    var td = document.createElement('td');
    td.textContent = text;
    td.className = kind;
    tr.appendChild(td);
    return td;
  }

  // The head orders, and looks for rows by a column.
  function head() {
    var to = box.querySelector('thead'), names = document.createElement('tr'), looks = document.createElement('tr');
    names.appendChild(document.createElement('th'));
    looks.appendChild(document.createElement('th'));
    looks.className = 'where';
    columns.forEach(function (c, k) {
      var b = element('button', c.header, names.appendChild(document.createElement('th')));
      b.type = 'button';
      b.title = c.note;
      b.addEventListener('click', function () {
        if (sort === k && down) { sort = -1; down = false; } else if (sort === k) down = true; else { sort = k; down = false; }
        arrows();
        again();
      });
      var input = element('input', '', looks.appendChild(document.createElement('th')));
      input.type = 'search';
      input.title = d.where;
      input.setAttribute('aria-label', c.header + ' · ' + d.where);
      input.addEventListener('input', function () { filter(k, input.value); });
      hongtou.menu(input, {
        items: function () { return ask('/table/values', k, input.value.replace(/^[=＝]/, '')); },
        take: function (value) { input.value = '=' + value; filter(k, input.value); }
      });
    });
    to.appendChild(names);
    to.appendChild(looks);
    arrows();
  }
  function arrows() {
    box.querySelectorAll('thead button').forEach(function (b, k) {
      b.textContent = columns[k].header + (k === sort ? (down ? ' ↓' : ' ↑') : '');
      b.parentNode.setAttribute('aria-sort', k !== sort ? 'none' : down ? 'descending' : 'ascending');
    });
  }
  var typing = 0;
  function again() { box.scrollTop = 0; here = -1; reload(); }
  function later() { clearTimeout(typing); typing = setTimeout(again, 150); }
  function filter(k, typed) {
    where[k] = typed;
    box.querySelectorAll('.where input')[k].classList.toggle('set', !!typed);
    later();
  }
  function ask(path, k, find) {
    return hongtou.ask(path + '?' + new URLSearchParams({name: d.name, column: k, find: find})).then(function (r) { return r.json(); }).catch(function () { return []; });
  }

  // The form of one row.
  function changed() {
    if (!open) return [];
    if (open.pasted) return open.pasted;
    var values = {}, were = {}, any = false;
    open.inputs.forEach(function (input, k) {
      if (input.value === input.dataset.was) return;
      any = true;
      values[k] = input.value;
      were[k] = open.row ? open.row.values[k] : '';
    });
    return any ? [{sheet: open.row ? open.row.sheet || '' : '', row: open.row ? open.row.row : 0, were: were, values: values}] : [];
  }

  function show(row, column) {
    if (changed().length) { tell(d.unsaved, true); return; }
    open = {row: row, inputs: []};
    form.hidden = false;
    form.querySelector('h2').textContent = row ? d.place.replace('{file}', row.file).replace('{sheet}', row.sheet || '').replace('{row}', row.row) : d.new;
    var still = d.still ? d.readonly : row ? row.still || '' : '';
    document.getElementById('still').textContent = still;
    form.querySelector('.foot').hidden = !!still;
    fields.textContent = '';
    said.textContent = '';
    columns.forEach(function (c, k) {
      var label = document.createElement('label'), name = document.createElement('span');
      var input = document.createElement(c.long ? 'textarea' : 'input');
      name.textContent = c.header + (c.required ? ' *' : '');
      if (!c.long) { input.type = 'text'; input.autocomplete = 'off'; }
      var raw = row && row.unread && row.unread[k];
      input.value = row ? raw === undefined ? row.values[k] : raw : '';
      input.dataset.was = input.value;
      input.name = c.header;
      input.disabled = !!still;
      input.addEventListener('input', soon);
      if (!c.long && !still) drop(input, c, k);
      label.appendChild(name);
      label.appendChild(input);
      if (c.note) element('small', c.note, label);
      element('em', row && row.wrong && row.wrong[c.header] || '', label);
      fields.appendChild(label);
      open.inputs.push(input);
    });
    draw();
    var to = open.inputs[column || 0];
    to.focus();
    if (to.select) to.select();
  }
  function element(name, text, parent) {
    var e = document.createElement(name);
    e.textContent = text;
    parent.appendChild(e);
    return e;
  }
  // drop gives a cell the list of what can stand in it; where several values stand in a
  // cell, of the last one. What is there already does not narrow the list.
  function drop(input, c, k) {
    function last() { return c.many ? input.value.replace(/^.*[、，,；;]/, '') : input.value; }
    hongtou.menu(input, {
      items: function (asked) { return ask('/table/choices', k, asked ? '' : last()); },
      take: function (value) {
        input.value = c.many ? input.value.slice(0, input.value.length - last().length) + value : value;
        soon();
      }
    });
  }
  function close() { open = null; form.hidden = true; draw(); box.focus(); }
  function tell(text, bad) { said.textContent = text; said.className = bad ? 'wrong' : 'right'; }

  // What is wrong is told while someone types, before anything is written.
  var timer = 0, tries = 0;
  function soon() { clearTimeout(timer); timer = setTimeout(function () { send(true); }, 250); }

  function send(trying) {
    var edits = changed(), mine = ++tries;
    clearTimeout(timer);
    if (!edits.length) { wrong([]); tell('', false); return; }
    if (trying) tell(d.checking, false);
    hongtou.ask('/table/edit', {method: 'POST', body: JSON.stringify({name: d.name, file: open.row ? open.row.file : '', try: trying, edits: edits})}).then(function (r) { return r.json(); }).then(function (list) {
      if (mine !== tries || !open) return;
      wrong(list);
      if (list.length) return;
      if (trying) { tell(d.right, false); return; }
      close();
      hongtou.say(d.saved);
      reload();
    }).catch(function (e) { if (mine === tries) tell(e.message, true); });
  }

  // wrong puts each complaint beside its field; the others below.
  function wrong(list) {
    var rest = [];
    fields.querySelectorAll('em').forEach(function (e) { e.textContent = ''; });
    list.forEach(function (w) {
      var k = columns.findIndex(function (c) { return c.header === w.header; });
      if (k < 0 || !open.inputs) { rest.push((open.pasted && w.row ? w.row + ' ' + w.header + ' ' : '') + w.text); return; }
      open.inputs[k].parentNode.querySelector('em').textContent = w.text;
    });
    tell(rest.join('\n'), true);
  }

  form.addEventListener('submit', function (e) { e.preventDefault(); send(false); });
  document.getElementById('cancel').addEventListener('click', close);
  form.addEventListener('keydown', function (e) { if (e.key === 'Escape') close(); });
  body.addEventListener('click', function (e) {
    var tr = e.target.closest('tr');
    if (tr && tr.dataset.i) show(at(Number(tr.dataset.i)), Number(e.target.dataset.k) || 0);
  });
  // The arrows go through the rows, Enter opens one.
  box.addEventListener('keydown', function (e) {
    if (e.target !== box) return;
    var page = Math.max(1, Math.floor(box.clientHeight / HIGH) - 4);
    var by = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -total, End: total}[e.key];
    if (by) {
      e.preventDefault();
      here = Math.max(0, Math.min(total - 1, here + by));
      var top = here * HIGH, room = box.clientHeight - box.querySelector('thead').offsetHeight;
      if (top < box.scrollTop) box.scrollTop = top;
      if (top + HIGH > box.scrollTop + room) box.scrollTop = top + HIGH - room;
      draw();
    }
    if (e.key === 'Enter' && at(here)) { e.preventDefault(); show(at(here), 0); }
  });
  window.addEventListener('beforeunload', function (e) { if (changed().length) e.preventDefault(); });

  // Rows from a spreadsheet are pasted as text with tabs; a first line of headers says
  // which columns they are.
  box.addEventListener('paste', function (e) {
    if (d.still || !document.getElementById('add') || changed().length) return;
    var lines = e.clipboardData.getData('text').replace(/\r/g, '').replace(/\n$/, '').split('\n').map(function (l) { return l.split('\t'); });
    if (lines.length === 1 && lines[0].length < 2) return;
    e.preventDefault();
    var order = lines[0].map(function (h) { return columns.findIndex(function (c) { return c.header === h.trim(); }); });
    if (order.filter(function (k) { return k >= 0; }).length >= 2) lines.shift(); else order = columns.map(function (c, k) { return k; });
    var pasted = lines.map(function (cells) {
      var values = {};
      cells.forEach(function (v, i) { if (order[i] >= 0 && order[i] !== undefined && v !== '') values[order[i]] = v; });
      return {sheet: '', row: 0, were: {}, values: values};
    });
    open = {row: null, pasted: pasted};
    form.hidden = false;
    form.querySelector('h2').textContent = d.paste.replace('{n}', pasted.length);
    document.getElementById('still').textContent = '';
    form.querySelector('.foot').hidden = false;
    fields.textContent = '';
    pasted.forEach(function (p) { element('p', Object.keys(p.values).map(function (k) { return p.values[k]; }).join(' │ '), fields).className = 'pasted'; });
    send(true);
  });

  var add = document.getElementById('add');
  if (add) add.addEventListener('click', function () { show(null, 0); });
  var undo = document.getElementById('undo');
  if (undo) undo.addEventListener('click', function () {
    hongtou.ask('/table/undo', {method: 'POST'}).then(function (r) { return r.json(); }).then(function (words) {
      hongtou.say(words.join('；'));
      reload();
    }).catch(function (e) { hongtou.say(e.message); });
  });
  document.getElementById('find').addEventListener('input', later);
  document.getElementById('wrong').addEventListener('change', again);
  var drawing = false, drawn = 0;
  box.addEventListener('scroll', function () {
    if (drawing || box.scrollTop === drawn) return; // to the side nothing is drawn anew
    drawn = box.scrollTop;
    drawing = true;
    requestAnimationFrame(function () { drawing = false; draw(); });
  });
  window.addEventListener('resize', draw);

  // A sheet has all rows that are looked for, and says what was looked for. The browser
  // waits for none that come later, so they are fetched while it waits here.
  window.addEventListener('beforeprint', function () {
    for (var n = 0; n * CHUNK < total; n++) {
      if (chunks[n]) continue;
      var r = new XMLHttpRequest();
      r.open('GET', query({from: n * CHUNK, n: CHUNK}), false);
      try { r.send(); } catch (e) { break; }
      if (r.status !== 200) break;
      chunks[n] = JSON.parse(r.responseText).rows;
    }
    var looked = [];
    if (document.getElementById('find').value) looked.push('“' + document.getElementById('find').value + '”');
    if (document.getElementById('wrong').checked) looked.push(document.getElementById('wrong').parentNode.textContent.trim());
    where.forEach(function (typed, k) { if (typed) looked.push(columns[k].header + ' ' + typed); });
    var lacking = 0;
    for (var i = 0; i < total; i++) if (!at(i)) lacking++;
    var says = document.getElementById('looked');
    says.textContent = (looked.length ? d.looked.replace('{what}', looked.join(d.and)) : '') + (lacking ? d.lacking.replace('{n}', lacking) : '');
    says.hidden = !says.textContent;
    printing = true;
    draw();
  });
  window.addEventListener('afterprint', function () {
    document.getElementById('looked').hidden = true;
    printing = false;
    draw();
  });
  document.getElementById('print').addEventListener('click', function () { window.print(); });
  hongtou.on('changed', reload);

  head();
  load(0, {file: d.file, sheet: d.sheet, row: d.row}).then(function (a) {
    if (!(a.at >= 0)) return;
    box.scrollTop = Math.max(0, a.at * HIGH - box.clientHeight / 3);
    return (at(a.at) ? Promise.resolve() : load(Math.floor(a.at / CHUNK), {})).then(function () {
      if (at(a.at)) show(at(a.at), Math.max(0, columns.findIndex(function (c) { return c.header === d.column; })));
    });
  });
})();
