'use strict';
// What operators do: rules with the reader's word inline, drains, rollback, and the question who gets a URL.
const Rules = (() => {
  let account = { name: '', role: 'reader' }, set_ = { version: 0, rules: [] }, editing = null, checking = 0;
  const example = kind => kind === 'new'
    ? { host: 'shop.example.com', path: '/orders', to: [{ target: '/orders', weight: 9 }, { target: '/orders-next', weight: 1 }], owner: account.name, reason: 'try the new one' }
    : {};

  const mayWrite = () => account.role === 'operator';

  /** Asks the API; a problem becomes an error whose lines are all that is wrong. */
  async function ask(method, url, body) {
    const options = { method, headers: {} };
    if (body !== undefined) {
      options.headers['Content-Type'] = 'application/json';
      options.body = typeof body === 'string' ? body : JSON.stringify(body);
    }
    const answer = await fetch(url, options);
    const json = await answer.json();
    if (answer.ok) return json;
    throw Object.assign(new Error(json.detail), { problems: json.problems || [json.detail], status: answer.status });
  }

  const what = rule => rule.drain !== undefined ? 'drains ' + rule.drain
    : (rule.host || '') + (rule.port ? ':' + rule.port : '') + rule.path + ' → ' + rule.to.map(t => t.target + ' ×' + t.weight).join(', ');

  function show() {
    const list = set_.rules.length ? set_.rules : [null];
    keyed($('rules'), list, r => r ? r.id + '@' + r.version : 'none', r => {
      const li = el('li');
      if (!r) { li.append(el('span', 'sub', 'No rule. Routes are what apps and services ask for.')); return li; }
      const edit = el('button', '', mayWrite() ? 'Edit' : 'Show');
      edit.type = 'button';
      edit.setAttribute('aria-label', edit.textContent + ' rule ' + r.id);
      edit.addEventListener('click', () => open(r));
      li.append(el('b', '', r.id), el('span', 'what', what(r)), edit,
        el('span', 'sub', r.owner + ': ' + r.reason + (r.expires ? ' · until ' + new Date(r.expires).toLocaleString() : '')));
      return li;
    }, () => {});
  }

  function showHistory(sets) {
    keyed($('rule-history'), sets.slice(0, 20), s => String(s.version) + '/' + set_.version, s => {
      const li = el('li');
      const time = el('time', '', new Date(s.at).toLocaleString([], { hour12: false }));
      time.dateTime = s.at;
      const back = el('button', '', 'Back to it');
      back.type = 'button';
      back.hidden = !mayWrite() || s.version === set_.version;
      back.setAttribute('aria-label', 'Go back to version ' + s.version + ' of the rules');
      back.addEventListener('click', () => rollBack(s.version));
      li.append(time, el('span', 'badge', 'version ' + s.version),
        el('span', 'why', s.author + ': ' + s.comment + (s.changes && s.changes.length ? ' (' + s.changes.join(', ') + ')' : '')), back);
      return li;
    }, () => {});
    $('rule-history').hidden = sets.length === 0;
  }

  async function refresh() {
    try {
      const now = await ask('GET', '/v1/rules');
      const changed = now.version !== set_.version || !$('rules').children.length;
      set_ = now;
      if (changed) {
        show();
        showHistory(await ask('GET', '/v1/rules/history'));
      }
    } catch (e) {
      keyed($('rules'), [e.message], m => m, m => el('li', 'is-err', m), () => {});
    }
  }

  function say(lines, kind) {
    keyed($('editor-said'), lines, l => kind + l, l => el('li', kind, l), () => {});
    $('editor-text').setAttribute('aria-invalid', String(kind === 'bad'));
  }

  function open(rule) {
    editing = { version: set_.version, rule };
    set($('editor-title'), rule ? 'Rule ' + rule.id : 'New rule');
    const { version, ...shown } = rule || { id: 'canary', ...example('new') };
    $('editor-text').value = JSON.stringify(shown, null, 2);
    $('editor-remove').hidden = !rule || !mayWrite();
    $('editor-save').hidden = !mayWrite();
    $('editor-text').readOnly = !mayWrite();
    say([], 'good');
    $('editor').showModal();
    if (mayWrite()) check();
    $('editor-text').focus();
  }

  async function check() {
    const turn = ++checking;
    try {
      const rule = await ask('POST', '/v1/rules/check', $('editor-text').value);
      const { version, ...wanted } = rule;
      const plan = await ask('POST', '/v1/plan', { rule: wanted });
      const first = what(rule) + ' — ' + (plan.kind === 'none' ? 'changes nothing' : 'by ' + (plan.kind === 'reload' ? 'a hitless reload' : 'runtime commands') + ':');
      if (turn === checking) say([first, ...plan.changes.slice(0, 12), ...(plan.changes.length > 12 ? ['and ' + (plan.changes.length - 12) + ' more'] : [])], 'good');
    } catch (e) {
      if (turn === checking) say(e.problems || [e.message], 'bad');
    }
  }

  async function save() {
    try {
      const rule = JSON.parse($('editor-text').value);
      await ask('PUT', '/v1/rules/' + encodeURIComponent(rule.id) + '?version=' + editing.version, rule);
      done();
    } catch (e) { say(e.problems || [e.message], 'bad'); }
  }

  async function remove() {
    if (!confirm('Remove the rule ' + editing.rule.id + '?')) return;
    try {
      await ask('DELETE', '/v1/rules/' + encodeURIComponent(editing.rule.id) + '?version=' + editing.version);
      done();
    } catch (e) { say(e.problems || [e.message], 'bad'); }
  }

  function done() { $('editor').close(); refresh(); }

  async function rollBack(version) {
    if (!confirm('Make the rules what they were in version ' + version + '?')) return;
    try { await ask('POST', '/v1/rules/rollback?version=' + set_.version, { to: version }); } catch (e) { alert(e.message); }
    refresh();
  }

  async function drain(instance, begin) {
    const url = '/v1/drains/' + encodeURIComponent(instance);
    try {
      if (begin) {
        const reason = prompt('Why is ' + instance + ' to get no new requests?');
        if (!reason) return;
        await ask('PUT', url, { reason });
      } else {
        await ask('DELETE', url);
      }
    } catch (e) { alert(e.message); }
    refresh();
  }

  async function explain(event) {
    event.preventDefault();
    const box = $('answer');
    try {
      const told = await ask('GET', '/v1/explain?url=' + encodeURIComponent($('ask-url').value));
      box.replaceChildren(el('p', '', told.sentence));
      if (told.matches.length > 1) {
        const list = el('ol');
        told.matches.forEach((m, i) => list.append(el('li', '', (m.host || '') + m.path + ' → ' + m.owner + (i ? ' (shadowed)' : ''))));
        box.append(list);
      }
    } catch (e) { box.replaceChildren(el('p', 'is-err', e.message)); }
  }

  async function start() {
    $('ask').addEventListener('submit', explain);
    $('new-rule').addEventListener('click', () => open(null));
    $('editor-form').addEventListener('submit', e => { e.preventDefault(); save(); });
    $('editor-remove').addEventListener('click', remove);
    $('editor-close').addEventListener('click', () => $('editor').close());
    let waiting = 0;
    $('editor-text').addEventListener('input', () => { clearTimeout(waiting); if (mayWrite()) waiting = setTimeout(check, 250); });
    try { account = await ask('GET', '/v1/whoami'); } catch (e) { /* The rules below say what is wrong. */ }
    set($('who'), account.name + ', ' + account.role);
    $('new-rule').hidden = !mayWrite();
    refresh();
  }

  return { start, refresh, drain, mayWrite };
})();
