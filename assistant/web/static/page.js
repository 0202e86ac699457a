"use strict";
/* The page's behaviour beyond Gradio: events of server-rendered HTML, address bar, drafts,
   clipboard, search in tables, uploads. Text is only ever set as textContent; markup
   comes from the server's templates, which escape every value. */
window.NB = (() => {
  const fires = {};
  const narrow = () => matchMedia("(max-width: 800px)").matches;
  const find = (selector) => document.querySelector(selector);

  /* ── regions ─────────────────────────────────────────────────────────── */

  function attach(element, trigger, watch, name, events) {
    fires[name] = { element, trigger };
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-fire]");
      if (!button || button.disabled || !events.includes(button.dataset.fire)) return;
      if (button.dataset.fire === "ask") wait();
      trigger(button.dataset.fire, JSON.parse(button.dataset.with));
      if (["cite", "open", "row", "chart"].includes(button.dataset.fire)) coming(button);
    });
    if (events.includes("want")) new IntersectionObserver(() => want(name, element)).observe(element);
    watch("value", () => changed(name, element));
    changed(name, element);
  }

  function want(name, element) { // long regions are sent when they are first looked at
    if (element.querySelector("[data-want]") && element.getClientRects().length) fires[name].trigger("want", {});
  }

  let opener = null; // where focus returns to from the evidence
  let expecting = false; // the reader asked for the right-hand side

  function coming(button) {
    expecting = true;
    if (button.closest("#talk, #table, #found, #compared")) opener = button;
  }

  function changed(name, element) {
    if (name === "news") tell(element);
    if (name === "table" || name === "manage") want(name, element);
    if (["evidence", "table", "compared"].includes(name)) requestAnimationFrame(() => showMark(element));
  }

  /* The server sends new and changed turns only; they are put into the log here. */

  const TURNS = 30; // as many as the server keeps
  const log = () => find("#talk .nb-talk");
  const turns = () => [...log().querySelectorAll(".nb-turn")];

  function tell(mailbox) {
    const sent = mailbox.querySelector("[data-news]");
    if (!sent) return;
    const holder = document.createElement("template");
    holder.innerHTML = sent.dataset.news; // escaped by the server's templates
    const news = holder.content;
    done();
    const before = turns().length;
    const welcome = news.querySelector(".nb-welcome");
    if (welcome) log().replaceChildren(welcome);
    for (const turn of news.querySelectorAll(".nb-turn")) {
      const old = log().querySelector(`[data-turn="${turn.dataset.turn}"]`);
      const judged = old?.contains(document.activeElement);
      log().querySelector(".nb-welcome")?.remove();
      old ? old.replaceWith(turn) : log().append(turn);
      if (judged) turn.querySelector(".nb-judge").focus({ preventScroll: true });
    }
    for (const old of turns().slice(0, -TURNS)) old.remove();
    if (turns().length > before) arrived();
  }

  function arrived() {
    const last = turns().at(-1);
    for (const turn of turns()) turn.classList.toggle("nb-last", turn === last);
    history.replaceState(null, "", last.dataset.link || location.pathname);
    keepTalk();
    if (narrow()) last.scrollIntoView({ block: "start" });
    else log().scrollTop = last.offsetTop - log().offsetTop;
  }

  /* A reload asks the kept questions again; another link, or another tab, starts afresh. */

  const TALK = "nianbao-talk";

  function keepTalk() {
    const asked = turns().map((turn) => JSON.parse(turn.dataset.asked));
    try {
      sessionStorage.setItem(TALK, JSON.stringify({ link: location.search, asked }));
    } catch { /* private windows may refuse; the last question stands in the address */ }
  }

  function kept() {
    try {
      const saved = JSON.parse(sessionStorage.getItem(TALK));
      return saved && saved.link === location.search ? JSON.stringify(saved.asked) : "";
    } catch { return ""; }
  }

  function showMark(element) {
    const mark = element.querySelector("mark, .nb-hit"); // the cited words, or the row jumped to
    const region = element.querySelector(".nb-evidence, .nb-table, .nb-compare");
    if (mark) {
      const box = mark.closest(".nb-source-text") || find("#look-side .tabitem-scroll");
      if (box) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 90;
    }
    if (!expecting || !region) return;
    expecting = false;
    const compared = region.classList.contains("nb-compare");
    if (narrow() && compared) find("#look-side").scrollIntoView({ block: "start" });
    else if (narrow()) (mark || region).scrollIntoView({ block: "center" });
    else if (mark && !mark.closest(".nb-source-text")) mark.scrollIntoView({ block: "center" });
    region.setAttribute("tabindex", "-1");
    region.focus({ preventScroll: true });
  }

  /* ── waiting ─────────────────────────────────────────────────────────── */

  let timer = 0;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("nb-busy"), 250);
  }

  function done() {
    clearTimeout(timer);
    document.body.classList.remove("nb-busy");
  }

  /* ── refusals: Gradio says nothing of those of events without its queue ── */

  const fetched = window.fetch;

  window.fetch = async (...sent) => {
    const address = new URL(sent[0].url ?? sent[0], location.href);
    const answer = await fetched(...sent);
    if (!answer.ok && address.pathname.startsWith("/gradio_api/run/")) {
      const said = await answer.clone().json().catch(() => ({}));
      const text = said.error || said.detail || "服务器出错，请重试";
      // What Gradio itself refuses, in English, comes of a page older than the server.
      refused(/^[ -~]/.test(text) ? "页面和服务器对不上了，请刷新页面再试" : text);
    }
    return answer;
  };

  function refused(text) {
    done();
    const toast = document.createElement("div");
    const close = document.createElement("button");
    toast.className = "nb-toast";
    toast.setAttribute("role", "alert");
    toast.textContent = text;
    close.textContent = "知道了";
    close.type = "button";
    close.onclick = () => toast.remove();
    toast.append(close);
    find(".nb-toast")?.remove();
    document.body.append(toast);
    setTimeout(() => toast.remove(), 10_000);
  }

  /* ── address bar, drafts ─────────────────────────────────────────────── */

  function filters(body, year) {
    const url = new URL(location.href);
    const set = (key, value, all) => (value && value !== all ? url.searchParams.set(key, value) : url.searchParams.delete(key));
    set("body", body, "全部机构");
    set("year", year, "全部年度");
    history.replaceState(null, "", url.pathname + url.search);
    keepTalk();
  }

  const box = () => find("#box textarea, #box input");
  const DRAFT = "nianbao-draft";

  function write(text) {
    const field = box();
    if (!field) return;
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function keep(text) {
    try {
      text ? localStorage.setItem(DRAFT, text) : localStorage.removeItem(DRAFT);
    } catch { /* private windows may refuse; a draft is only a convenience */ }
  }

  function restore() {
    const field = box();
    if (!field) return void setTimeout(restore, 200);
    field.setAttribute("aria-label", "问题");
    let draft = "";
    try { draft = localStorage.getItem(DRAFT) || ""; } catch { return; }
    if (draft && !field.value) write(draft);
  }

  document.addEventListener("input", (event) => {
    if (event.target === box()) keep(event.target.value);
    if (event.target.matches("[data-filter]")) search(event.target);
    if (event.target.matches("[data-files]")) upload([...event.target.files]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === box() && event.key === "Enter" && !event.shiftKey && !event.isComposing) { wait(); keep(""); }
    if (event.key === "Escape" && event.target.closest?.("#look-side")) back();
  });
  document.addEventListener("DOMContentLoaded", restore);

  /* ── clicks that need no server ──────────────────────────────────────── */

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    const data = button.dataset;
    if (button.id === "send") { wait(); keep(""); }
    if (data.copy !== undefined) copy(button, data.copy);
    if (data.copyLink !== undefined) copy(button, location.origin + location.pathname + data.copyLink);
    if (data.edit !== undefined) { write(data.edit); box().focus(); }
    if (data.back !== undefined) back();
    if (data.delete !== undefined) remove(button);
  });

  function back() {
    const target = opener && opener.isConnected ? opener : find("#talk .nb-last");
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  async function copy(button, text) {
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copied = copyOld(text); // no clipboard interface on plain http
    }
    button.textContent = copied ? "已复制" : "没有复制成，请手动选取";
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  function copyOld(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }

  function search(field) {
    const table = field.closest(".nb-table");
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.querySelectorAll("tr[data-words]")) {
      const text = (row.dataset.words + row.textContent).toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    table.querySelector("[data-filter-count]").textContent = words.length ? `找到 ${shown} 行` : "";
    table.classList.toggle("nb-nothing", words.length > 0 && shown === 0);
  }

  /* ── reports in and out ──────────────────────────────────────────────── */

  const LARGEST = 60e6;

  function line(name) {
    const item = document.createElement("li");
    const title = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    title.className = "nb-file";
    state.className = "nb-outcome";
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${name} 上传进度`);
    title.textContent = name;
    state.textContent = "等待";
    item.append(title, bar, state);
    find("[data-uploads]").append(item);
    return {
      progress(percent) { bar.value = percent; state.textContent = percent < 100 ? `上传 ${Math.round(percent)}%` : "正在读入"; },
      end(good, text) { bar.remove(); item.className = good ? "nb-good" : "nb-bad"; state.textContent = text; },
    };
  }

  function send(file, row) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append("files", file, file.name);
      request.upload.onprogress = (event) => event.lengthComputable && row.progress((100 * event.loaded) / event.total);
      request.onload = () => { row.end(...outcome(request)); resolve(); };
      request.onerror = () => { row.end(false, "没有传成：连接中断，请重试"); resolve(); };
      request.open("POST", "/api/v1/reports");
      request.send(form);
    });
  }

  const DONE = { added: "新增", replaced: "已替换", skipped: "未变", failed: "没有收录" };

  function outcome(request) {
    let answer;
    try { answer = JSON.parse(request.responseText); } catch { answer = { detail: "服务器出错，请重试" }; }
    if (request.status !== 200) return [false, answer.detail || "没有传成，请重试"];
    const [first] = answer;
    return [first.action !== "failed", `${DONE[first.action]}：${first.message}`];
  }

  let uploading = Promise.resolve();

  function upload(files) {
    const rows = files.map((file) => [file, line(file.name)]);
    uploading = uploading.then(async () => {
      for (const [file, row] of rows) {
        if (file.size > LARGEST) row.end(false, "超过 60 MB，不像一份年报；请删去图片或拆开");
        else if (file.size === 0) row.end(false, "文件是空的");
        else await send(file, row);
      }
      refresh();
    });
  }

  const refresh = () => fires.manage.trigger("refresh", {});

  async function remove(button) {
    if (!confirm(`确定删除“${button.dataset.name}”吗？删除后不能恢复，只能重新导入。`)) return;
    button.disabled = true;
    const answer = await fetch(`/api/v1/reports/${encodeURIComponent(button.dataset.delete)}`, { method: "DELETE" });
    if (!answer.ok) alert((await answer.json().catch(() => ({}))).detail || "没有删除，请重试");
    button.disabled = false;
    refresh();
  }

  for (const kind of ["dragover", "drop", "dragleave"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("nb-over", kind === "dragover");
      if (kind === "drop") upload([...event.dataTransfer.files]);
    });
  }

  /* ── what Gradio leaves in English or without a name ─────────────────── */

  const WORDS = {
    Error: "没有办成", Warning: "请注意", Info: "提示", Success: "完成", "Connection Lost": "连接断了",
    "Connection to the server was lost. Attempting reconnection...": "正在重新连接，连上后自动恢复……",
  };

  const LABELS = { "More tabs": "更多页签", "Clear": "清除", "Remove all": "全部去掉", "Remove": "去掉", "Close": "关闭" };
  const NAMED = Object.keys(LABELS).flatMap((word) => [`[aria-label="${word}"]`, `[title="${word}"]`]).join(",");

  function rename() {
    for (const node of document.querySelectorAll(NAMED)) for (const key of ["aria-label", "title"]) {
      if (LABELS[node.getAttribute(key)]) node.setAttribute(key, LABELS[node.getAttribute(key)]);
    }
  }

  let renaming = 0;

  new MutationObserver((changes) => {
    clearTimeout(renaming);
    renaming = setTimeout(rename, 100);
    for (const change of changes) for (const node of change.addedNodes) {
      if (node.nodeType !== 1) continue;
      for (const text of node.querySelectorAll?.(".toast-title, .toast-text") ?? []) {
        const word = WORDS[text.textContent.trim()];
        if (word) text.textContent = word;
      }
      if (node.querySelector?.(".toast-body, .toast-title") || node.matches?.(".toast-body")) done();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  return { attach, filters, kept };
})();
