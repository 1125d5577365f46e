// Adds to pages that work without it: numbers that tick, filters that submit themselves, menus that close, a copy of what is
// being written. Time left is what the server said less what has passed since, by the browser's monotonic clock; the clock
// on the wall is only looked at to notice that the machine slept.
'use strict';
(() => {
  const root = document.documentElement;
  const words = (root.dataset.units || '').split('|');
  const sizes = [86400, 3600, 60, 1];
  const DAY = 86400, SOON = 24 * 3600, URGENT = 4 * 3600;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const now = () => performance.now() / 1000;

  // ---- countdowns: [data-left] seconds, shown in [data-units] units; its [data-due] ancestor carries tone, icon and ruler
  const ends = new WeakMap();
  const left = (el) => {
    if (!ends.has(el)) ends.set(el, now() + Number(el.dataset.left));
    return Math.max(0, Math.ceil(ends.get(el) - now()));
  };
  const parts = (seconds, most) => {
    let first = sizes.findIndex((size) => seconds >= size);
    if (first < 0) first = sizes.length - 1;
    if (seconds < DAY) most = Math.min(most, 2);
    return sizes.slice(first, first + most).map((size, i) => {
      const n = Math.floor(seconds / size);
      seconds %= size;
      return [n, words[2 * (first + i) + (n === 1 ? 0 : 1)] || ''];
    });
  };
  const show = (el, list) => {
    const text = list.map(([n, word]) => n + word).join(' ');
    if (el.textContent === text) return;
    if (!('big' in el.dataset)) { el.textContent = text; return; }
    el.replaceChildren(...list.flatMap(([n, word], i) => {
      const one = document.createElement('i'), number = document.createElement('b');
      number.textContent = n;
      one.append(number, word);
      return i ? [' ', one] : [one];
    }));
  };
  const recolour = (due, seconds) => {
    const tone = seconds <= URGENT ? 'urgent' : seconds <= SOON ? 'soon' : 'calm';
    if (due.dataset.tone === tone) return;
    due.dataset.tone = tone;
    const icon = { urgent: 'alarm-clock', soon: 'hourglass', calm: 'clock' }[tone];
    const use = due.querySelector('use');
    use.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#' + icon));
    if (due.classList.contains('due') && tone !== 'calm') due.classList.add('chip');
  };
  const measure = (due, seconds) => {
    const total = Number(due.dataset.total), ruler = due.querySelector('.ruler');
    if (!ruler || !total) return;
    const gone = 720 * Math.min(1, Math.max(0, 1 - seconds / total));
    const split = Math.ceil(gone / 10) * 10, [past, rest, ...marks] = all('path', ruler), needle = marks.pop();
    past.setAttribute('d', `M0 18H${split}`);
    rest.setAttribute('d', `M${split} 18H720`);
    needle.setAttribute('d', `M${Math.round(gone)} 0V28`);
    for (const mark of marks) mark.classList.toggle('past', parseInt(mark.getAttribute('d').slice(1), 10) < split || split === 720);
    due.querySelector('.ruler-now text')?.setAttribute('x', (gone / 7.2).toFixed(1) + '%');
  };
  const runOut = (el, due) => {
    while (el.nextSibling) el.nextSibling.remove();
    el.textContent = root.dataset.over || '';
    delete el.dataset.left;
    if (due.classList.contains('countdown')) setTimeout(refresh, 3000);
  };
  const tickDown = () => {
    for (const el of all('[data-left]')) {
      const seconds = left(el), due = el.closest('[data-due]');
      recolour(due, seconds);
      measure(due, seconds);
      if (seconds > 0) show(el, parts(seconds, Number(el.dataset.units))); else runOut(el, due);
    }
  };

  // ---- an answer that can still be taken back: [data-undo] seconds, then look what became of it
  const tickUndo = () => {
    for (const el of all('[data-undo]')) {
      if (!ends.has(el)) ends.set(el, now() + Number(el.dataset.undo));
      const seconds = Math.max(0, Math.ceil(ends.get(el) - now()));
      el.querySelector('.num').textContent = seconds;
      if (seconds === 0) { delete el.dataset.undo; setTimeout(refresh, 1200); }
    }
  };

  // ---- looking again: the whole page, or, where somebody is writing, only the thread
  const fields = 'textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])';
  const isWriting = () => all(fields).some((field) => field.value !== field.defaultValue);
  const fetchPage = async () => {
    const answer = await fetch(root.dataset.here, { credentials: 'same-origin', headers: { accept: 'text/html' } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  };
  const refresh = async () => {
    if (!isWriting()) { location.replace(root.dataset.here); return; }
    const page = await fetchPage().catch(() => null);
    for (const name of ['.thread', '.countdown']) {
      const [old, fresh] = [document.querySelector(name), page?.querySelector(name)];
      if (old && fresh) old.replaceWith(fresh);
    }
  };
  const comeBack = async () => {
    const page = await fetchPage().catch(() => null);
    if (!page) return;
    for (const el of all('[data-left]')) {
      const fresh = all('[data-left]', page).find((other) => other.dateTime === el.dateTime);
      if (fresh) ends.set(el, now() + Number(fresh.dataset.left));
    }
    tickDown();
  };
  let wall = Date.now() / 1000 - now();
  const noticeSleep = () => {
    const again = Date.now() / 1000 - now();
    if (Math.abs(again - wall) > 3 && document.querySelector('[data-left]')) comeBack();
    wall = again;
  };

  // ---- what is being written: [data-keep] names a copy on this device, forgotten once the server has taken it
  const WEEK = 7 * DAY * 1000;
  const box = (kind) => { try { return window[kind]; } catch { return null; } };
  const store = box('localStorage'), session = box('sessionStorage');
  const keyOf = (field) => 'keep:' + field.dataset.keep;
  const write = (field) => {
    try {
      if (field.value.trim()) store.setItem(keyOf(field), JSON.stringify({ text: field.value, at: Date.now() }));
      else store.removeItem(keyOf(field));
    } catch { /* full or forbidden: the page works without */ }
  };
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const settle = () => {
    try {
      const sent = JSON.parse(session.getItem('sent') || '[]');
      session.removeItem('sent');
      const [visit] = performance.getEntriesByType('navigation');
      const taken = visit?.type === 'navigate' && visit.redirectCount > 0 && !document.body.hasAttribute('data-fault');
      if (taken) for (const key of sent) store.removeItem(key);
      for (const key of Object.keys(store)) if (key.startsWith('keep:') && Date.now() - (read(key)?.at ?? 0) > WEEK) store.removeItem(key);
    } catch { /* as above */ }
  };
  const restore = () => {
    for (const field of all('[data-keep]')) {
      const kept = field.value ? null : read(keyOf(field));
      if (!kept?.text) continue;
      field.value = kept.text;
      recount(field);
    }
  };
  const recount = (field) => {
    const count = field.id && document.querySelector(`[data-count="${CSS.escape(field.id)}"] > span`);
    if (count) count.textContent = [...field.value].length.toLocaleString('en-US');
  };
  let writing = 0;
  document.addEventListener('input', ({ target }) => {
    if (!target.matches?.(fields)) return;
    recount(target);
    if (!target.dataset.keep) return;
    clearTimeout(writing);
    writing = setTimeout(write, 300, target);
  });

  // ---- forms: filters submit themselves; a form that changes something goes out once
  document.addEventListener('change', ({ target }) => {
    if (target.matches?.('select, [type=checkbox], [type=radio]')) target.closest('form[data-auto]')?.requestSubmit();
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    const kept = all('[data-keep]', form);
    kept.forEach(write);
    try { session.setItem('sent', JSON.stringify(kept.map(keyOf))); } catch { /* as above */ }
    // only now: a disabled button would not say its name
    setTimeout(() => rest(form, true));
    setTimeout(() => rest(form, false), 10000);
  });
  const rest = (form, on) => {
    if (!on) delete form.dataset.sent;
    for (const button of all('button', form)) button.toggleAttribute('disabled', on);
  };

  // ---- menus: a press elsewhere or Escape closes them
  document.addEventListener('click', ({ target }) => {
    for (const menu of all('details.pop[open]')) if (!menu.contains(target)) menu.open = false;
  });
  document.addEventListener('keydown', ({ key }) => {
    const menu = key === 'Escape' && document.querySelector('details.pop[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // ---- begin
  const tick = () => { noticeSleep(); tickDown(); tickUndo(); };
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    all('form[data-sent]').forEach((form) => rest(form, false));
    comeBack();
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) noticeSleep(); });
  document.addEventListener('htmx:after:swap', restore);
  settle();
  restore();
  tick();
  setInterval(tick, 1000);
})();
