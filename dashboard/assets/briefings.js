/* The builder sends its form by itself when something has changed, and takes from the answer what
   is said of the outline, and its pages. Every button works without this script. */
(function () {
  "use strict";
  var PAUSE = 900, LONG = 1000;
  var form, live, serial = 0, timer = null, busy = false, again = null, drawn = {};

  function say(text) { if (live && live.textContent !== text) { live.textContent = text; } }

  function parts(root) { return root.querySelectorAll("[data-part]"); }

  function remember(root) {
    parts(root).forEach(function (one) { drawn[one.id] = one.innerHTML; });
    root.querySelectorAll("#chosen > li").forEach(function (one) { drawn[one.id] = one.innerHTML; });
  }

  function keepFocus(change) {
    var own = document.activeElement, id = own && own.id, from = null, to = null;
    if (own && own.tagName === "TEXTAREA") { from = own.selectionStart; to = own.selectionEnd; }
    change();
    if (!id || document.activeElement === document.getElementById(id)) { return; }
    var next = document.getElementById(id);
    if (next) {
      next.focus({ preventScroll: true });
      if (from !== null && next.setSelectionRange) { next.setSelectionRange(from, to); }
    }
  }

  /* words that were opened to be changed stay open, whatever the answer draws */
  function keepOpen(change) {
    var open = [];
    form.querySelectorAll("details[open] > summary").forEach(function (one) { open.push(one.id); });
    change();
    open.forEach(function (id) {
      var summary = id && document.getElementById(id);
      if (summary) { summary.parentNode.open = true; }
    });
  }

  function ids(list) {
    return Array.prototype.map.call(list.children, function (one) { return one.id; }).join(" ");
  }

  function exchange(one, next) {
    if (!one || !next || drawn[one.id] === next.innerHTML) { return; }
    drawn[one.id] = next.innerHTML;
    if (one.id === "preview") { exchangePages(one, next); } else { one.innerHTML = next.innerHTML; }
  }

  /* pages that have not changed stay as they are, so that none is asked for again */
  function exchangePages(one, next) {
    var held = {}, desk = one.querySelector(".desk"), top = desk ? desk.scrollTop : 0;
    one.querySelectorAll("img").forEach(function (page) { held[page.getAttribute("src")] = page; });
    next.querySelectorAll("img").forEach(function (page) {
      var own = held[page.getAttribute("src")];
      if (own) { own.alt = page.alt; own.id = page.id; page.replaceWith(own); }
    });
    one.replaceChildren.apply(one, Array.prototype.slice.call(next.childNodes));
    desk = one.querySelector(".desk");
    if (desk) { desk.scrollTop = top; }
  }

  function exchangeRows(page) {
    var list = document.getElementById("chosen"), next = page.getElementById("chosen");
    if (ids(list) !== ids(next)) {
      list.innerHTML = next.innerHTML;
      Array.prototype.forEach.call(list.children, function (one) { drawn[one.id] = one.innerHTML; });
      return;
    }
    Array.prototype.forEach.call(list.children, function (one) {
      exchange(one, page.getElementById(one.id));
    });
  }

  function markFields() {
    form.querySelectorAll("[aria-describedby]").forEach(function (one) {
      var told = document.getElementById(one.getAttribute("aria-describedby"));
      if (!/^(INPUT|SELECT)$/.test(one.tagName)) { return; } // of key lines the server says it
      if (told && told.querySelector(".fault")) { one.setAttribute("aria-invalid", "true"); }
      else { one.removeAttribute("aria-invalid"); }
    });
  }

  function take(text, does) {
    var page = new DOMParser().parseFromString(text, "text/html"), next = page.getElementById("builder");
    if (!next) { throw new Error("no builder"); }
    keepFocus(function () {
      keepOpen(function () { exchangeRows(page); });
      parts(document).forEach(function (one) {
        if (!one.closest("#chosen")) { exchange(one, page.getElementById(one.id)); }
      });
      markFields();
    });
    settle(does);
    say(page.getElementById("live").textContent);
  }

  /* after a button that is no longer there, the focus goes to what stands in its place */
  function settle(does) {
    var kind = does.split(":")[0], name = does.slice(kind.length + 1);
    if (kind === "own" && writeIn(name)) { return; }
    if (document.activeElement && document.activeElement !== document.body) { return; }
    var row = document.getElementById("row-" + name), other = { up: "down", down: "up" }[kind];
    var next = other && document.getElementById(other + "-" + name);
    next = next || document.getElementById("line|" + name) || (row && row.querySelector("button")) || document.getElementById("add");
    if (next) { next.focus({ preventScroll: true }); }
  }

  /* who asked for a line of their own goes on in its words: it stands last of its indicator */
  function writeIn(name) {
    var lines = document.querySelectorAll("[id='row-" + name + "'] .line-edit");
    var area = lines.length && lines[lines.length - 1].querySelector("textarea");
    if (!area || area.value) { return false; }
    area.focus();
    return true;
  }

  function send(does) {
    if (busy) { again = does; return; }
    busy = true; again = null;
    var mine = serial, began = Date.now(), data = new URLSearchParams(new FormData(form));
    data.set("do", does);
    document.querySelector(".builder").classList.add("waits");
    var clock = window.setTimeout(function () { say(form.dataset.waiting); }, LONG);
    var tick = window.setInterval(function () {
      var seconds = Math.round((Date.now() - began) / 1000);
      if (seconds > 3 && seconds % 5 === 0) { say(form.dataset.long.replace("{seconds}", seconds)); }
    }, 1000);
    window.fetch(form.action, { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) {
        if (answer.status >= 500 || answer.redirected) { throw new Error(String(answer.status)); }
        return answer.text();
      })
      .then(function (text) { if (mine === serial) { take(text, does); } else { again = again || "preview"; } })
      .catch(function () { say(form.dataset.failed); })
      .then(function () {
        window.clearTimeout(clock); window.clearInterval(tick);
        document.querySelector(".builder").classList.remove("waits");
        busy = false;
        if (again) { send(again); }
      });
  }

  function later(wait) {
    serial += 1;
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { send("preview"); }, wait);
  }

  function beginBuilder() {
    live = document.getElementById("live");
    remember(document);
    form.addEventListener("input", function (event) {
      if (/^(text|textarea)$/.test(event.target.type)) { later(PAUSE); }
    });
    form.addEventListener("change", function (event) {
      if (event.target.id !== "add") { later(50); }
    });
    form.addEventListener("submit", function (event) {
      var does = event.submitter ? event.submitter.value : "preview";
      delete form.dataset.sent;
      if (!/^(preview|up|down|remove|add|back|own|first)(:|$)/.test(does)) { return; }
      event.preventDefault();
      window.clearTimeout(timer);
      serial += 1;
      send(does);
    });
  }

  /* what takes longer than a second says so, and for how long it has */
  function beginFreeze(part) {
    var said = document.getElementById("progress-said");
    part.querySelector("form").addEventListener("submit", function () {
      var began = Date.now();
      window.setTimeout(function () { said.textContent = part.dataset.waiting; }, LONG);
      window.setInterval(function () {
        var seconds = Math.round((Date.now() - began) / 1000);
        if (seconds > 3 && seconds % 5 === 0) {
          said.textContent = part.dataset.long.replace("{seconds}", seconds);
        }
      }, 1000);
    });
  }

  function begin() {
    form = document.getElementById("builder");
    if (form) { beginBuilder(); }
    var part = document.getElementById("freeze");
    if (part) { beginFreeze(part); }
  }
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else { begin(); }
}());
