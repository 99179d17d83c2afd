'use strict';
// Whatever comes from labels, tasks or errors is hostile: it reaches the page as text and in no other way.
const $ = id => document.getElementById(id);
const el = (tag, cls, text) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
};
const set = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const badge = (node, kind, text) => { const cls = ('badge ' + kind).trim(); if (node.className !== cls) node.className = cls; set(node, text); };
const plural = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
const count = n => n < 10000 ? String(n) : n < 1e6 ? (n / 1e3).toFixed(1) + ' k' : (n / 1e6).toFixed(1) + ' M';
const rate = n => n === 0 ? '0' : n < 10 ? n.toFixed(1) : count(Math.round(n));
const ago = ms => ms < 0 ? 'never' : ms < 2000 ? 'now' : ms < 120e3 ? Math.round(ms / 1e3) + ' s ago' : ms < 72e5 ? Math.round(ms / 6e4) + ' min ago' : Math.round(ms / 36e5) + ' h ago';
const millis = ms => (ms < 10 ? ms.toFixed(1) : Math.round(ms)) + ' ms';
const clock = at => new Date(at).toLocaleTimeString([], { hour12: false });

/** Keeps one child per key, in order, and the focus with it. */
function keyed(parent, items, key, create, update) {
  const old = new Map([...parent.children].map(child => [child.dataset.key, child]));
  items.forEach((item, i) => {
    const k = key(item);
    let node = old.get(k);
    if (!node) { node = create(item); node.dataset.key = k; }
    old.delete(k);
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] || null);
    update(node, item);
  });
  old.forEach(node => node.remove());
}

const SPAN = 60;
const curves = new Map();  // backend -> what the last minute's readings said, the newest last
let lastHistory = '', grown = 0;

const takes = s => s.haproxy.startsWith('UP') && !s.draining;
const marathonOf = s => {
  const word = s.marathon.replace(/^TASK_/, '').toLowerCase();
  if (s.marathon !== 'TASK_RUNNING') return ['warn', word];
  return s.standing === 'unhealthy' ? ['bad', 'unhealthy'] : s.marathonHealthy ? ['good', 'healthy'] : ['', 'running'];
};
const consulOf = s => s.consul === 'passing' ? ['good', 'passing'] : s.consul === 'absent' ? ['warn', 'absent'] : ['', 'not asked'];
const haproxyOf = s => takes(s) ? ['good', 'up'] : s.draining ? ['warn', 'draining'] : s.haproxy === 'NONE' ? ['', 'not routed'] : ['warn', s.haproxy.toLowerCase()];

function serviceCard(backend) {
  const card = el('section', 'card service');
  const top = el('div', 'top');
  const title = el('h3', '', backend.service);
  title.id = 's-' + backend.name;
  card.setAttribute('aria-labelledby', title.id);
  const meter = el('div', 'rate');
  const spark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  spark.setAttribute('class', 'spark');
  spark.setAttribute('viewBox', '0 0 ' + (SPAN - 1) + ' 28');
  spark.setAttribute('preserveAspectRatio', 'none');
  spark.setAttribute('aria-hidden', 'true');
  const area = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  area.setAttribute('fill', 'currentColor'); area.setAttribute('opacity', '.15');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('fill', 'none'); line.setAttribute('stroke', 'currentColor'); line.setAttribute('stroke-width', '1.5'); line.setAttribute('vector-effect', 'non-scaling-stroke');
  const base = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  base.setAttribute('stroke', 'currentColor'); base.setAttribute('opacity', '.25'); base.setAttribute('vector-effect', 'non-scaling-stroke');
  base.setAttribute('d', 'M0 26H' + (SPAN - 1));
  const errors = line.cloneNode();
  errors.setAttribute('class', 'errors');
  spark.append(base, area, line, errors);
  const figure = el('span');
  const per = el('b');
  figure.append(per, ' req/s');
  const failed = el('span', 'is-err');
  const lag = el('span', 'lag');
  lag.title = 'Half of the requests, and 95 of 100, of the last minute: by the mean response times that HAProxy keeps';
  meter.append(spark, figure, failed, lag);
  const state = el('span', 'badge');
  const routes = el('div', 'routes');
  top.append(title, routes, state, meter);
  const table = el('table');
  const head = el('tr');
  for (const [text, cls] of [['Instance'], ['Marathon'], ['Consul'], ['HAProxy'], ['Requests', 'num'], ['Errors', 'num'], ['Now', 'num']]) {
    const th = el('th', cls, text);
    th.scope = 'col';
    head.append(th);
  }
  const thead = el('thead');
  thead.append(head);
  const body = el('tbody');
  table.append(thead, body);
  const none = el('div', 'none', 'No instance. Requests are answered with 503.');
  card.append(top, table, none);
  card.parts = { routes, state, per, area, line, errors, failed, lag, spark, table, body, none };
  return card;
}

function instanceRow() {
  const row = el('tr');
  const cells = ['Instance', 'Marathon', 'Consul', 'HAProxy', 'Requests', 'Errors', 'Now'].map((label, i) => {
    const cell = el('td', i > 3 ? 'num' : '');
    cell.dataset.label = label;
    row.append(cell);
    return cell;
  });
  const task = el('div', 'task');
  const where = el('div', 'sub');
  cells[0].append(task, where);
  const badges = [1, 2, 3].map(i => { const b = el('span', 'badge'); cells[i].append(b); return b; });
  const drain = el('button', 'drain');
  drain.type = 'button';
  drain.dataset.writes = '';
  drain.addEventListener('click', () => Rules.drain(row.dataset.key, drain.textContent === 'drain'));
  cells[0].append(drain);
  row.parts = { task, where, badges, drain, requests: cells[4], errors: cells[5], now: cells[6] };
  return row;
}

function showInstance(row, server) {
  const p = row.parts;
  set(p.task, server.task);
  const drained = server.standing === 'drained';
  set(p.drain, drained ? 'end drain' : 'drain');
  p.drain.setAttribute('aria-label', (drained ? 'Send requests again to ' : 'Send no new requests to ') + server.task);
  p.drain.hidden = !Rules.mayWrite();
  const why = server.standing === 'serves' ? '' : ' · ' + (server.standing === 'held' ? 'held: Consul alone misses it' : server.standing.replace('consul', 'Consul'));
  set(p.where, server.host + ':' + server.port + (server.slot ? ' · ' + server.slot : '') + why);
  [marathonOf(server), consulOf(server), haproxyOf(server)].forEach(([kind, text], i) => badge(p.badges[i], kind, text));
  set(p.requests, count(server.requests));
  set(p.errors, count(server.errors));
  p.errors.classList.toggle('is-err', server.errors > 0);
  set(p.now, String(server.sessions));
}

function curve(backend, sample, grow) {
  const points = curves.get(backend) || [];
  curves.set(backend, points);
  if (grow) { points.push(sample); if (points.length > SPAN) points.shift(); }
  return points;
}

function path(points, value, top) {
  const xy = points.map((p, i) => (SPAN - points.length + i) + ' ' + (26 - 24 * value(p) / top).toFixed(1));
  return xy.length ? 'M' + xy.join('L') : '';
}

function draw(parts, points) {
  const top = Math.max(1, ...points.map(p => p.rate));
  const line = path(points, p => p.rate, top);
  parts.line.setAttribute('d', line);
  parts.area.setAttribute('d', line && line + 'L' + (SPAN - 1) + ' 28L' + (SPAN - points.length) + ' 28Z');
  parts.errors.setAttribute('d', points.some(p => p.errors) ? path(points, p => p.errors, top) : '');
}

/** HAProxy keeps means, no percentiles: these are percentiles of its means, each weighed by its requests. */
function percentile(points, share) {
  const known = points.filter(p => p.rate > 0 && p.millis >= 0).sort((a, b) => a.millis - b.millis);
  let left = share * known.reduce((sum, p) => sum + p.rate, 0);
  for (const p of known) { left -= p.rate; if (left <= 0) return p.millis; }
  return -1;
}

function sample(backend, before) {
  const sum = (list, value) => list.reduce((a, s) => a + value(s), 0);
  const rateNow = sum(backend.servers, s => s.perSecond);
  const timed = backend.servers.filter(s => s.perSecond > 0 && s.millis >= 0);
  const weight = sum(timed, s => s.perSecond);
  const total = sum(backend.servers, s => s.errors);
  return {
    rate: rateNow, at: Date.now(), total,
    millis: weight ? sum(timed, s => s.perSecond * s.millis) / weight : -1,
    errors: before ? Math.max(0, total - before.total) / Math.max(.5, (Date.now() - before.at) / 1e3) : 0,
  };
}

function link(edge, host, path) {
  if (host) return el('span', 'route', host + path);
  const a = el('a', 'route', path);
  a.href = new URL(path, edge).href;
  a.title = 'Open ' + path + ' through the edge';
  return a;
}

function showService(card, backend, edge, grow) {
  const p = card.parts;
  const up = backend.servers.filter(takes).length;
  const wanted = backend.servers.length;
  badge(p.state, up === 0 ? 'bad' : up < wanted ? 'warn' : 'good', up === wanted ? up + ' up' : up + ' of ' + wanted + ' up');
  const hosts = backend.host ? backend.host.split(',') : [null];
  keyed(p.routes, hosts, h => (h || '') + backend.path, h => link(edge, h, backend.path), () => {});
  const seen = curves.get(backend.name) || [];
  const now = sample(backend, seen[seen.length - 1]);
  const points = curve(backend.name, now, grow);
  const sum = now.rate;
  set(p.per, rate(sum));
  const failing = points.length ? points[points.length - 1].errors : 0;
  set(p.failed, failing > 0 ? rate(failing) + ' errors/s' : '');
  const half = percentile(points, .5);
  set(p.lag, half < 0 ? '' : 'p50 ' + millis(half) + ' · p95 ' + millis(percentile(points, .95)));
  draw(p, points);
  p.table.hidden = wanted === 0;
  p.none.hidden = wanted !== 0;
  keyed(p.body, backend.servers, s => s.task, instanceRow, showInstance);
  return { up, sum };
}

function notices(t) {
  const list = [];
  if (!t.haproxy.pid) list.push(['bad', 'HAProxy does not run. It is being started again.']);
  for (const name of ['marathon', 'consul']) if (t.sources[name].held) list.push(['warn', t.sources[name].held]);
  if (t.lastApply.error) list.push(['bad', 'The last change was not applied: ' + t.lastApply.error]);
  t.leftOut.forEach(a => list.push(['warn', a.app + ' is not routed. ' + a.reason]));
  keyed($('notices'), list, n => n.join(' '), n => { const d = el('div', 'card notice' + (n[0] === 'bad' ? ' is-bad' : '')); d.append(el('p', '', n[1])); return d; }, () => {});
  return list;
}

function tiles(t, now, up, all, sum) {
  const requests = t.backends.flatMap(b => b.servers).reduce((a, s) => a + s.requests, 0);
  set($('t-rate'), rate(sum));
  set($('t-rate-note'), count(requests) + ' by the instances below');
  set($('t-up'), String(up));
  set($('t-up-note'), 'of ' + all + ' in ' + plural(t.backends.length, 'service'));
  const a = t.lastApply;
  set($('t-apply'), a.kind === 'none' ? '–' : millis(a.tookMillis));
  set($('t-apply-note'), a.kind === 'none' ? a.reason : a.kind + (a.ok ? '' : ', failed') + ' · ' + ago(now - Date.parse(a.at)));
  const m = t.sources.marathon, c = t.sources.consul;
  const held = m.held || c.held;
  set($('t-sources'), held ? 'held' : 'live');
  set($('t-sources-note'), 'Marathon ' + ago(m.ageMillis) + ' · Consul ' + (c.ageMillis < 0 ? 'not asked' : ago(c.ageMillis)));
}

function facts(t) {
  const h = t.haproxy;
  const words = ['HAProxy ' + h.version, h.pid ? 'pid ' + h.pid : 'not running', plural(h.reloads, 'reload')];
  if (h.oldWorkers) words.push(plural(h.oldWorkers, 'old worker'));
  if (h.restarts) words.push(plural(h.restarts, 'restart'));
  if (h.drifts) words.push(plural(h.drifts, 'drift'));
  set($('facts'), words.join(' · '));
}

function show(t) {
  const now = Date.now();
  const word = $('filter').value.trim().toLowerCase();
  const match = b => !word || [b.service, b.app, b.path, b.host || ''].some(x => x.toLowerCase().includes(word));
  let up = 0, all = 0, sum = 0;
  const grow = now - grown >= 900;
  if (grow) grown = now;
  keyed($('services'), t.backends, b => b.name, serviceCard, (card, b) => {
    const got = showService(card, b, t.edge, grow);
    up += got.up; all += b.servers.length; sum += got.sum;
    card.hidden = !match(b);
  });
  const shown = t.backends.filter(match).length;
  $('empty').hidden = shown > 0;
  set($('empty'), t.backends.length ? 'No service matches the filter.' : 'Nothing is routed yet. An app is, once it carries the label HAPROXY_0_PATH or HAPROXY_0_VHOST.');
  const problems = notices(t);
  tiles(t, now, up, all, sum);
  facts(t);
  const down = t.backends.some(b => b.servers.length && !b.servers.some(takes));
  badge($('overall'), problems.some(p => p[0] === 'bad') ? 'bad' : problems.length || down ? 'warn' : 'good',
    problems.some(p => p[0] === 'bad') ? 'trouble' : problems.length || down ? 'look below' : 'all well');
  const names = new Set(t.backends.map(b => b.name));
  for (const name of curves.keys()) if (!names.has(name)) curves.delete(name);
}

function showHistory(list) {
  keyed($('history'), list.slice(0, 12), a => a.at + a.reason, a => {
    const li = el('li');
    const time = el('time', '', clock(a.at));
    time.dateTime = a.at;
    li.append(time, el('span', 'badge ' + (a.ok ? (a.kind === 'runtime' ? 'good' : '') : 'bad'), a.kind),
      el('span', 'why', a.ok ? a.reason : a.reason + ': ' + a.error), el('span', 'took', millis(a.tookMillis)));
    return li;
  }, () => {});
  $('history').hidden = list.length === 0;
}

let asking = false, again = false, last = null;
async function refresh() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    last = await (await fetch('/v1/topology')).json();
    show(last);
    if (last.lastApply.at !== lastHistory) {
      showHistory(await (await fetch('/v1/apply/history')).json());
      lastHistory = last.lastApply.at;
    }
  } catch (e) {
    badge($('overall'), 'bad', 'the edge does not answer');
  } finally {
    asking = false;
    if (again) { again = false; setTimeout(refresh, 50); }
  }
}
$('filter').addEventListener('input', () => { if (last) show(last); });
document.addEventListener('keydown', e => {
  if (e.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); $('filter').focus(); }
});
const events = new EventSource('/v1/events');
events.addEventListener('topology', refresh);
events.addEventListener('topology', () => Rules.refresh());
setInterval(() => { if (!document.hidden) refresh(); }, 1000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
document.addEventListener('DOMContentLoaded', () => { Rules.start(); refresh(); });
