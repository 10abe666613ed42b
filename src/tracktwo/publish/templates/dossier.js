"use strict";
(() => {
  const reader = document.getElementById("reader");
  const text = document.getElementById("reader-text");
  const witness = /^#([^:]+):(\d+)-(\d+)$/;
  let opened = 0; // history entries that the reader has added

  // Offsets count code points; the browser's strings count UTF-16 units.
  function units(string, points) {
    let at = 0;
    while (points > 0 && at < string.length) {
      at += string.codePointAt(at) > 0xffff ? 2 : 1;
      points -= 1;
    }
    return at;
  }

  function size(string) {
    let points = 0;
    for (const _ of string) points += 1;
    return points;
  }

  // Marks code points `start` to `end` of what an element says; returns the first mark.
  function highlight(element, start, end) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let at = 0, first = null;
    for (const node of nodes) {
      const length = size(node.data), low = Math.max(start - at, 0), high = Math.min(end - at, length);
      at += length;
      if (low >= high) continue;
      const words = node.splitText(units(node.data, low));
      words.splitText(units(words.data, high - low));
      const mark = document.createElement("mark");
      words.replaceWith(mark);
      mark.append(words);
      first ??= mark;
    }
    return first;
  }

  function read(id, start, end) {
    const article = document.getElementById(id);
    const source = article && article.querySelector(".text");
    if (!source) return;
    text.replaceChildren(...source.cloneNode(true).childNodes);
    const mark = highlight(text, start, end);
    document.getElementById("reader-title").textContent = article.querySelector("summary b").textContent;
    document.getElementById("reader-place").textContent =
      article.querySelector("[data-path]").textContent + " · characters " + start + "–" + end;
    if (!reader.open) reader.showModal();
    text.focus({preventScroll: true});
    if (mark) mark.scrollIntoView({block: "center"});
  }

  // The address follows the reader: a witness can be linked to, and Back closes it.
  function follow() {
    const place = witness.exec(decodeURIComponent(location.hash));
    if (place) return read(place[1], Number(place[2]), Number(place[3]));
    if (reader.open) reader.close();
    const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!part) return;
    if (part.closest(".item[hidden]")) reset(part.closest("section"));
    for (let box = part.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    part.scrollIntoView();
  }

  window.addEventListener("hashchange", follow);
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.getAttribute("href") === location.hash) follow(); // the same place again
    else if (witness.test(link.getAttribute("href"))) opened += 1;
  });
  reader.addEventListener("click", event => { if (event.target === reader) reader.close(); });
  reader.addEventListener("close", () => {
    text.replaceChildren();
    if (!witness.test(decodeURIComponent(location.hash))) return;
    if (opened > 0) { opened -= 1; history.back(); }
    else history.replaceState(null, "", location.pathname + location.search);
  });

  // Finding: words, a kind and a flag; groups without a hit go, groups with one open.
  function reset(section) {
    for (const field of section.querySelectorAll(".tools [data-find], .tools select")) field.value = "";
    for (const flag of section.querySelectorAll(".tools [data-flag]")) flag.checked = false;
    sift(section);
  }

  function sift(section) {
    const words = section.querySelector("[data-find]").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = section.querySelector("select[data-kind]").value;
    const flag = section.querySelector("input[data-flag]")?.checked;
    const asked = words.length > 0 || kind !== "" || flag;
    let found = 0;
    for (const group of section.querySelectorAll(".group")) {
      group.dataset.was ??= group.open ? "open" : "";
      const head = group.querySelector("summary").textContent.toLowerCase();
      let here = 0;
      for (const item of group.querySelectorAll(".item")) {
        item.dataset.text ??= item.textContent.toLowerCase();
        item.hidden = !(words.every(word => item.dataset.text.includes(word) || head.includes(word))
          && (kind === "" || item.dataset.kind.split(" ").includes(kind))
          && (!flag || "flag" in item.dataset));
        here += !item.hidden;
      }
      group.hidden = here === 0;
      group.open = asked ? here > 0 : group.dataset.was === "open";
      found += here;
    }
    section.querySelector("[data-found]").textContent = asked ? found + " found" : "";
  }

  for (const tools of document.querySelectorAll(".tools")) {
    const section = tools.closest("section");
    let waiting = 0;
    tools.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => sift(section), 80);
    });
    const button = tools.querySelector("[data-open]");
    button.addEventListener("click", () => {
      const groups = [...section.querySelectorAll(".group:not([hidden])")];
      const open = groups.some(group => !group.open);
      for (const group of groups) group.open = open;
      button.textContent = open ? "Close all" : "Open all";
    });
  }

  // On paper nothing can be opened, so what is folded is unfolded first.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const box of folded) box.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const box of folded) box.open = false;
  });

  follow();
})();
