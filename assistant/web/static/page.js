"use strict";
/* The page's behaviour beyond Gradio: events of server-rendered HTML, address bar, drafts,
   clipboard, search in tables, uploads. Text from the server is only ever set as textContent. */
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
    watch("value", () => changed(name, element));
    changed(name, element);
  }

  let opener = null; // where focus returns to from the evidence
  let expecting = false; // the reader asked for the right-hand side

  function coming(button) {
    expecting = true;
    if (button.closest("#talk, #table, #found, #compared")) opener = button;
  }

  function changed(name, element) {
    if (name === "talk") requestAnimationFrame(() => showTalk(element));
    if (["evidence", "table", "compared"].includes(name)) requestAnimationFrame(() => showMark(element));
  }

  function showTalk(element) {
    done();
    const turns = element.querySelectorAll(".nb-turn");
    const last = turns[turns.length - 1];
    if (!last) return;
    history.replaceState(null, "", last.dataset.link || location.pathname);
    const scroller = element.querySelector(".nb-talk");
    if (element.dataset.turns === String(turns.length)) return;
    element.dataset.turns = String(turns.length);
    if (narrow()) last.scrollIntoView({ block: "start" });
    else scroller.scrollTop = last.offsetTop - scroller.offsetTop;
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

  /* ── address bar, drafts ─────────────────────────────────────────────── */

  function filters(body, year) {
    const url = new URL(location.href);
    const set = (key, value, all) => (value && value !== all ? url.searchParams.set(key, value) : url.searchParams.delete(key));
    set("body", body, "全部机构");
    set("year", year, "全部年度");
    history.replaceState(null, "", url.pathname + url.search);
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

  function refresh() {
    const kept = [...find("[data-uploads]").children];
    fires.manage.trigger("refresh", {});
    const list = () => find("[data-uploads]");
    const seen = new MutationObserver(() => { if (list() && !list().children.length) { list().append(...kept); } });
    seen.observe(fires.manage.element, { childList: true, subtree: true });
    setTimeout(() => { seen.disconnect(); if (list() && !list().children.length) list().append(...kept); }, 3000);
  }

  async function remove(button) {
    if (!confirm(`确定删除“${button.dataset.name}”吗？删除后不能恢复，只能重新导入。`)) return;
    button.disabled = true;
    const answer = await fetch(`/api/v1/reports/${encodeURIComponent(button.dataset.delete)}`, { method: "DELETE" });
    if (!answer.ok) alert((await answer.json().catch(() => ({}))).detail || "没有删除，请重试");
    button.disabled = false;
    fires.manage.trigger("refresh", {});
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

  const WORDS = { Error: "没有办成", Warning: "请注意", Info: "提示", Success: "完成" };

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
      for (const title of node.querySelectorAll?.(".toast-title") ?? []) {
        const word = WORDS[title.textContent.trim()];
        if (word) title.textContent = word;
      }
      if (node.querySelector?.(".toast-body, .toast-title") || node.matches?.(".toast-body")) done();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  return { attach, filters };
})();
