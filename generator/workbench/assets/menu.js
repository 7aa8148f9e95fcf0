// A list of what can be put into a field, below it: by the mouse, or by the arrows and
// Enter. A field gets one by hongtou.menu.
(function () {
  'use strict';
  var list = document.createElement('ul');
  list.className = 'menu';
  list.id = 'menu';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  document.body.appendChild(list);
  var open = null; // {field, options, items, chosen}

  function close() {
    if (!open) return;
    open.field.removeAttribute('aria-activedescendant');
    open.field.setAttribute('aria-expanded', 'false');
    open = null;
    list.hidden = true;
  }

  function show(field, options, items) {
    if (!items.length || document.activeElement !== field) { close(); return; }
    open = {field: field, options: options, items: items, chosen: options.first && !options.whole ? 0 : -1};
    list.textContent = '';
    items.forEach(function (item, i) {
      var li = document.createElement('li');
      li.setAttribute('role', 'option');
      li.id = 'menu-' + i;
      li.textContent = item.label || item.value;
      if (item.note) {
        var small = document.createElement('small');
        small.textContent = item.note;
        li.appendChild(small);
      }
      list.appendChild(li);
    });
    list.hidden = false;
    list.scrollTop = 0;
    field.setAttribute('aria-expanded', 'true');
    place(options.at ? options.at() : below(field));
    mark();
  }
  function below(field) {
    var box = field.getBoundingClientRect();
    return {left: box.left, top: box.bottom, above: box.top, width: box.width};
  }
  function place(at) {
    list.style.minWidth = (at.width || 160) + 'px';
    var box = list.getBoundingClientRect();
    list.style.left = Math.max(4, Math.min(at.left, window.innerWidth - box.width - 8)) + 'px';
    list.style.top = (at.top + box.height + 4 > window.innerHeight && at.above > box.height ? at.above - box.height - 2 : at.top + 2) + 'px';
  }
  function mark() {
    Array.prototype.forEach.call(list.children, function (li, i) {
      var on = i === open.chosen;
      li.setAttribute('aria-selected', String(on));
      if (on) { li.scrollIntoView({block: 'nearest'}); open.field.setAttribute('aria-activedescendant', li.id); }
    });
  }
  function take(i) {
    var item = open.items[i], options = open.options;
    close();
    options.take(item.value);
  }

  list.addEventListener('mousedown', function (e) {
    e.preventDefault(); // the field keeps the focus
    var li = e.target.closest('li');
    if (li) take(Array.prototype.indexOf.call(list.children, li));
  });
  window.addEventListener('resize', close);
  document.addEventListener('scroll', function (e) {
    if (!open || e.target === list) return;
    if (e.target === open.field && open.options.at) place(open.options.at()); else if (e.target.contains(open.field)) close();
  }, true);

  // menu gives a field a list. options: items(asked) gives what fits, or a promise of it;
  // asked tells that someone wants to see it though nothing was typed. take(value) puts one
  // into the field. at() is where the list opens, else it is below the field. first: the
  // first one is chosen at once, and Tab takes it, too, unless it is written whole already.
  hongtou.menu = function (field, options) {
    var round = 0;
    var shown = 0; // the round whose answer is open
    var taken = 0; // the round whose first one is taken as soon as it is there
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', 'menu');
    field.setAttribute('aria-expanded', 'false');
    field.autocomplete = 'off';
    function ask(asked) {
      var mine = ++round;
      Promise.resolve(options.items(asked)).then(function (items) {
        if (mine !== round) return;
        shown = mine;
        show(field, options, items || []);
        if (taken === mine && open && open.chosen >= 0) take(open.chosen);
      });
    }
    field.addEventListener('input', function () { ask(false); });
    field.addEventListener('click', function () { if (!options.first) ask(true); });
    field.addEventListener('blur', function () { round++; close(); });
    field.addEventListener('keydown', function (e) {
      var here = open && open.field === field;
      if (!here) {
        if (!options.first && e.key === 'ArrowDown' && !e.altKey || options.first && e.ctrlKey && e.key === ' ') { e.preventDefault(); ask(true); }
        return;
      }
      var n = open.items.length;
      if (e.key === 'ArrowDown') open.chosen = (open.chosen + 1) % n;
      else if (e.key === 'ArrowUp') open.chosen = (open.chosen + n - (open.chosen < 0 ? 0 : 1)) % n;
      else if (e.key === 'Escape') { round++; close(); e.preventDefault(); e.stopPropagation(); return; }
      else if ((e.key === 'Enter' || e.key === 'Tab' && options.first) && open.chosen >= 0) {
        // what is open fits what was typed before, until the answer is there
        if (shown !== round && !options.first) return;
        e.preventDefault();
        e.stopPropagation();
        if (shown === round) take(open.chosen); else taken = round;
        return;
      }
      else return;
      e.preventDefault();
      mark();
    });
  };
})();
