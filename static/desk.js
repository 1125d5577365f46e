// Adds to the desks, which work without it: a draft that is kept while it is typed, pages that keep themselves up to date while
// somebody looks, and keys. Sentences come from the server, in the parts that it sends.
'use strict';
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const box = () => one('form.reply');
  const text = () => box()?.elements.body;

  // ---- the draft: kept some time after the last key, and when the box is left. One request at a time; what is typed
  // meanwhile goes with the next. Files go with the button only.
  const AFTER_LAST_KEY = 1200;
  let typing = 0, under_way = null, sent_text = null, stopped = false;
  const is_new = () => text() && text().value !== (sent_text ?? text().defaultValue);
  const keep_path = () => one('[data-keep-draft]')?.formAction;
  const show_line = async (answer) => {
    const part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('draft-state');
    if (!part) return;
    stopped = 'clash' in part.dataset;
    if (answer.ok) box().elements.draft.value = part.dataset.version;
    one('#draft-state')?.replaceWith(part);
  };
  const keep = async () => {
    clearTimeout(typing);
    if (under_way || stopped || !keep_path() || !is_new()) return;
    const form = box(), body = new FormData(), value = text().value;
    // ours comes first: nothing is read before it is known to be
    for (const name of ['csrf', 'by', 'submission', 'draft']) {
      const field = form.elements[name];
      if (field) body.append(name, field.value);
    }
    body.append('body', value);
    under_way = new AbortController();
    const asked = { method: 'POST', body, credentials: 'same-origin', headers: { 'hx-request': 'true' }, signal: under_way.signal };
    try {
      const answer = await fetch(keep_path(), asked);
      if (answer.status === 401) { stopped = true; signed_out(); }
      else if (form.isConnected) {
        sent_text = value;
        await show_line(answer);
        if (answer.ok && value === text()?.value) forget_copy();
      }
    } catch { /* not reached: the copy on this device stays, and the next key tries again */ }
    under_way = null;
    if (is_new() && !stopped) typing = setTimeout(keep, AFTER_LAST_KEY);
  };
  document.addEventListener('input', ({ target }) => {
    if (target !== text()) return;
    clearTimeout(typing);
    typing = setTimeout(keep, AFTER_LAST_KEY);
  });
  document.addEventListener('focusout', ({ target }) => { if (target === text()) keep(); });
  document.addEventListener('submit', ({ target }) => {
    if (target !== box()) return;
    clearTimeout(typing);
    stopped = true;
    under_way?.abort();
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-mine], [data-take], [data-read]');
    if (!button) return;
    if ('read' in button.dataset) {
      box().elements.seen.value = one('#thread').dataset.stop;
      one('#news').replaceChildren();
      text().focus();
      return;
    }
    if ('take' in button.dataset) {
      event.preventDefault();
      forget_copy();
      location.replace(document.documentElement.dataset.here);
      return;
    }
    // «keep this text»: what was written elsewhere has been shown, so that this text may take its place
    if (box()?.contains(button)) box().elements.draft.value = button.closest('#draft-state').dataset.version;
  });
  // the page shows the stored text only where no copy of this device stands before it
  const forget_copy = () => { try { localStorage.removeItem('keep:' + text().dataset.keep); } catch { /* none there */ } };
  const signed_out = () => {
    const words = one('#signed-out-words');
    if (words) one('#draft-state')?.replaceChildren(words.content.cloneNode(true));
  };

  // what this device has and the server has not is newer: the connection was lost while it was typed
  const newer_copy = () => {
    try {
      const copy = JSON.parse(localStorage.getItem('keep:' + text().dataset.keep));
      if (!copy?.text || copy.text === text().value || copy.at <= Number(one('#draft-state').dataset.at)) return;
      text().value = copy.text;
      text().dispatchEvent(new Event('input', { bubbles: true }));
    } catch { /* none there */ }
  };
  if (one('#draft-state[data-at]')) newer_copy();

  // ---- up to date: one stream for the tab that is looked at; a hidden one costs nothing
  const page_of = async (path) => {
    const answer = await fetch(path, { credentials: 'same-origin', headers: { accept: 'text/html' } });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  };
  // the box's text is kept as a draft; what stands in another field is nowhere else
  const typed_in = (part) => all('textarea, input:not([type=hidden]):not([type=checkbox]):not([type=radio])', part)
    .some((field) => field !== text() && field.value !== field.defaultValue);
  const in_use = (part) => part.contains(document.activeElement) && part.contains(text()) || is_new() && part.contains(text())
    || typed_in(part) || one('input[type=checkbox]:checked, dialog[open], details[open], :is(input, textarea, select):focus', part);
  const put = (old, fresh) => {
    if (!old || !fresh || old.isEqualNode(fresh)) return;
    const focused = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (!focused) return;
    const again = focused.id ? document.getElementById(focused.id) : focused.href && all('a', fresh).find((link) => link.href === focused.href);
    again?.focus({ preventScroll: true });
  };
  const tell_news = () => {
    const seen = box()?.elements.seen, thread = one('#thread');
    if (!seen || Number(thread.dataset.stop) <= Number(seen.value)) return;
    if (!one('#news').children.length) one('#news').append(one('#news-words').content.cloneNode(true));
  };
  const refresh_thread = async () => {
    const page = await page_of(document.documentElement.dataset.here).catch(() => null);
    if (!page || !one('#thread', page)) return;
    for (const part of all('[data-part]')) {
      if (!in_use(part)) put(part, page.getElementById(part.id));
    }
    put(one('.nav'), one('.nav', page));
    document.dispatchEvent(new Event('desk:fresh'));
    tell_news();
  };
  const refresh_list = async () => {
    const main = one('#main');
    if (in_use(main)) return;
    const page = await page_of(location.pathname + location.search).catch(() => null);
    const fresh = page && one('#main', page);
    if (!fresh || in_use(main)) return;
    put(one('.nav'), one('.nav', page));
    for (const selector of ['.tabs', '.rows, .empty', '.pager']) {
      const [old, next] = [one(selector, main), one(selector, fresh)];
      if (!old !== !next) { put(main, fresh); return; }
      put(old, next);
    }
  };
  // ---- keys, by their place on the keyboard, so that a Korean layout does not matter; never while somebody writes
  const typing_in = (target) => target.closest?.('input, textarea, select, [contenteditable]');
  const rows = () => all('#main .row a[href]:not(.btn), #main table tbody th a, #main table tbody td:first-child a');
  const step = (by) => {
    const links = rows(), at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  const follow = (selector) => one(selector)?.click();
  const list_keys = async () => {
    const path = one('[data-keys]').dataset.keys, page = await page_of(path).catch(() => null), list = page && one('#keys', page);
    if (!list) { location.href = path; return; }
    const dialog = document.createElement('dialog');
    dialog.className = 'card';
    dialog.setAttribute('aria-labelledby', 'keys-title');
    dialog.append(list);
    document.body.append(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
  };
  const acts = {
    KeyJ: () => step(1), KeyK: () => step(-1), KeyO: () => rows().includes(document.activeElement) && document.activeElement.click(),
    KeyN: () => follow('a[rel=next]'), KeyP: () => follow('a[rel=prev]'), KeyU: () => follow('.page-head .back'),
    KeyR: () => { text()?.focus(); text()?.scrollIntoView({ block: 'center' }); },
  };
  const after_g = { KeyH: () => follow('.nav .brand'), KeyD: () => { location.href = '/drafts'; } };
  let g_until = 0;
  document.addEventListener('keydown', (event) => {
    const { target, code } = event;
    if (code === 'Enter' && (event.ctrlKey || event.metaKey) && target === text() && !event.isComposing) {
      event.preventDefault();
      box().requestSubmit(one('button.primary', box()));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !['KeyJ', 'KeyK'].includes(code)) return;
    if (!one('[data-keys]') || typing_in(target) || one('dialog[open]')) return;
    const asks = event.key === '?' || code === 'Slash' && event.shiftKey;
    if (event.shiftKey && !asks) return;
    const act = asks ? list_keys : performance.now() < g_until ? after_g[code] : acts[code];
    g_until = code === 'KeyG' ? performance.now() + 1500 : 0;
    if (!act) return;
    event.preventDefault();
    act();
  });

  let stream = null, version = '', fetching = null;
  const place = () => one('[data-live]');
  // changes come in bursts: one look at a time, and one more if something came meanwhile
  const refresh = async () => {
    if (fetching) { fetching = 'again'; return; }
    fetching = 'once';
    await ('list' in place().dataset ? refresh_list() : refresh_thread());
    const again = fetching === 'again';
    fetching = null;
    if (again) refresh();
  };
  const open = () => {
    if (stream || document.hidden || !place()) return;
    const known = version || place().dataset.version || '';
    stream = new EventSource(`${place().dataset.live}?version=${encodeURIComponent(known)}`);
    stream.addEventListener('known', ({ data }) => { version = data; });
    stream.addEventListener('changed', ({ data }) => { version = data; refresh(); });
    stream.addEventListener('others', ({ data }) => {
      const line = one('#presence');
      if (line && line.innerHTML.trim() !== data.trim()) line.innerHTML = data;
    });
    stream.addEventListener('over', close);
  };
  const close = () => { stream?.close(); stream = null; };
  document.addEventListener('visibilitychange', () => { if (document.hidden) { keep(); close(); } else open(); });
  addEventListener('pagehide', close);
  addEventListener('pageshow', ({ persisted }) => { if (persisted) open(); });
  open();
})();
