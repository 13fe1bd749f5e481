/* The product's own components for Dash, and what links, Escape and print need from a script. */
(function () {
  "use strict";

  /* markup made by the server, inside one element */
  function Drawing(props) {
    return React.createElement(props.tag, Object.assign({}, props.attributes, {
      id: props.id || (props.attributes || {}).id,
      dangerouslySetInnerHTML: { __html: props.markup }
    }));
  }

  /* a whole page: its title and language become the document's; a page that follows another
     begins at its top, with the focus on its content. One that a choice on it draws anew stays
     where its reader is, and what it now finds is said */
  var shown = null, chosen = "";
  function Page(props) {
    var found = React.useRef(null), before = chosen && heightOf(chosen);
    React.useLayoutEffect(function () {
      var first = document.getElementById("first-drawing"), anew = shown !== props.address;
      if (first) { carryOver(first, found.current.previousSibling); first.remove(); }
      document.title = props.title;
      document.documentElement.lang = props.lang;
      if (shown !== null && anew) {
        var box = pathOf(shown) === pathOf(props.address) && document.getElementById(chosen);
        if (box) { stay(box, before); } else { arrive(); }
        found.current.textContent = box ? finding() : "";
        chosen = "";
      }
      if (anew) { openTables(); showKey(); document.querySelectorAll(LISTS).forEach(tellList); }
      shown = props.address;
    });
    return React.createElement(React.Fragment, null,
      React.createElement("div", { className: "page" }, props.children),
      React.createElement("p", { className: "vh", role: "status", ref: found }));
  }

  /* what was begun on the first drawing goes on in the page that takes its place: what was typed or
     chosen, what stands open, the focus and what is selected in its field */
  function carryOver(first, page) {
    var held = document.activeElement, box;
    first.querySelectorAll("input, textarea, select").forEach(function (one) {
      var same = isChanged(one) && twin(one, first, page);
      if (!same || same.tagName !== one.tagName) { return; }
      if (one.matches("[type=radio], [type=checkbox]")) { same.checked = one.checked; return; }
      say(same, one.value);
    });
    first.querySelectorAll("details").forEach(function (one) {
      var same = twin(one, first, page);
      if (same) { same.open = one.open; }
    });
    box = first.contains(held) && twin(held, first, page);
    if (!box) { return; }
    box.focus({ preventScroll: true });
    if (held.matches("input[type=search], input[type=text], textarea")) {
      box.setSelectionRange(held.selectionStart, held.selectionEnd);
    }
  }

  function isChanged(field) {
    if (field.tagName !== "SELECT") {
      return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
    }
    return Array.prototype.some.call(field.options, function (one) {
      return one.selected !== one.defaultSelected;
    });
  }

  /* the same thing of the page: of the same id, else as far down among its kind */
  function twin(one, first, page) {
    if (one.id) { return page.querySelector("#" + CSS.escape(one.id)); }
    var kind = one.tagName, at = Array.prototype.indexOf.call(first.querySelectorAll(kind), one);
    var same = page.querySelectorAll(kind)[at];
    return same && same.textContent === one.textContent ? same : null;
  }

  /* as if it had been typed there: what draws the field would put its own value back else */
  function say(field, value) {
    var own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
    own.set.call(field, value);
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  }

  function pathOf(address) { return address.split("?")[0]; }

  function heightOf(id) {
    var box = document.getElementById(id);
    return box && box.getBoundingClientRect().top;
  }

  /* the control keeps the focus and its place on the screen, however long the page is above it */
  function stay(box, before) {
    box.focus({ preventScroll: true });
    window.setTimeout(function () { shut(box); }, 0);
    if (before !== null) { window.scrollBy(0, box.getBoundingClientRect().top - before); }
  }

  /* a list that can be searched opens as soon as it has the focus; nobody has asked for it again */
  function shut(box) {
    if (!box.hasAttribute("data-expanded")) { return; }
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true }));
  }

  function finding() {
    var heading = document.querySelector(".page h1");
    return heading ? heading.textContent : document.title;
  }

  function arrive() {
    var named = location.hash && document.getElementById(location.hash.slice(1));
    var place = named || document.getElementById("main");
    if (named) { named.scrollIntoView(); } else { window.scrollTo(0, 0); }
    if (place && !place.hasAttribute("tabindex")) { place.tabIndex = -1; } // a part is no control
    if (place) { place.focus({ preventScroll: true }); }
  }

  /* a table of years that is wider than its room opens with this column at the right */
  function openTables() {
    document.querySelectorAll("th.opens").forEach(function (head) {
      var room = head.closest(".scroll");
      room.scrollLeft += head.getBoundingClientRect().right - room.getBoundingClientRect().right;
    });
  }

  /* the chart of an indicator: plotly draws it at the width of its room, with the labels that fit
     that width, and at the width of paper for print; what finds no room stands beneath it */
  var PAPER = 640;

  /* the last of the sets of labels that begin at this width or below it */
  function labelsFor(sets, width) {
    return sets.reduce(function (found, one) { return one.from <= width ? one : found; }, sets[0]);
  }

  /* plotly writes into what it is given */
  function copied(value) { return JSON.parse(JSON.stringify(value)); }

  function fitted(figure, set, width) {
    var layout = copied(figure.layout);
    layout.width = width;
    layout.annotations = copied(set.annotations);
    return layout;
  }

  /* with a view box, the stylesheet can make the drawing narrower as a whole */
  function boxed(room, layout) {
    room.style.setProperty("--shape", layout.width + " / " + layout.height);
    room.querySelectorAll("svg.main-svg").forEach(function (svg) {
      svg.setAttribute("viewBox", "0 0 " + layout.width + " " + layout.height);
    });
  }

  function Chart(props) {
    var ref = React.useRef(null), beneath = React.useRef(null);
    React.useEffect(function () {
      var room = ref.current, drawn = 0;
      function draw(width) {
        if (!width || width === drawn) { return; }
        drawn = width;
        var set = labelsFor(props.figure.layout.meta.labels, width);
        var layout = fitted(props.figure, set, width), data = copied(props.figure.data);
        beneath.current.textContent = set.beneath;
        window.Plotly.react(room, data, layout, props.config).then(function () {
          boxed(room, layout);
        });
        boxed(room, layout);
      }
      function toScreen() { draw(Math.floor(room.clientWidth)); }
      function toPaper() { draw(PAPER); }
      var watcher = new ResizeObserver(function () {
        if (!window.matchMedia("print").matches) { toScreen(); }
      });
      toScreen();
      watcher.observe(room);
      window.addEventListener("beforeprint", toPaper);
      window.addEventListener("afterprint", toScreen);
      return function () {
        watcher.disconnect();
        window.removeEventListener("beforeprint", toPaper);
        window.removeEventListener("afterprint", toScreen);
        window.Plotly.purge(room);
      };
    }, [props.figure]);
    return React.createElement(React.Fragment, null,
      React.createElement("div", {
        id: props.id, className: "plot", role: "img", "aria-label": props.label, ref: ref
      }),
      React.createElement("p", { className: "fig-n beneath", ref: beneath }));
  }

  window.pillars_components = { Chart: Chart, Drawing: Drawing, Page: Page };

  /* a choice of place or breakdown becomes part of the address, which draws the page anew;
     another place begins with its total, and no value is singled out any more */
  function followChoice(place, breakdown, shown, search) {
    var moved = place !== shown.place;
    if (!place || (!moved && breakdown === shown.breakdown)) {
      return window.dash_clientside.no_update;
    }
    var asked = new URLSearchParams(search);
    ["series", "period", "disaggregation", "released"].forEach(function (key) { asked.delete(key); });
    asked.set("place", place);
    chosen = moved ? "indicator-place" : "indicator-breakdown";
    if (!moved) { asked.set("disaggregation", breakdown); }
    return "?" + asked.toString();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    pillars: { followChoice: followChoice }
  });

  /* a field with a list says that it is one, and whether the list is open: what draws it does not */
  var LISTS = ".choices input[aria-haspopup=listbox]";
  function tellList(box) {
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-expanded", String(box.hasAttribute("data-expanded")));
  }
  new MutationObserver(function (changes) {
    changes.forEach(function (one) { if (one.target.matches(LISTS)) { tellList(one.target); } });
  }).observe(document, { subtree: true, attributes: true,
    attributeFilter: ["aria-haspopup", "data-expanded"] });

  /* links inside the product change the page without loading it anew */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && link.matches(".leave")) { event.preventDefault(); leave(link.href); return; }
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey ||
        event.shiftKey || event.altKey || link.target || link.hasAttribute("download") ||
        link.matches(".way-in") ||
        link.origin !== location.origin || !document.querySelector(".page")) { return; }
    if (link.pathname === location.pathname && link.search === location.search) { return; }
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  });

  /* a session has ended: the page is asked for anew, as anyone sees it */
  var ask = window.fetch;
  window.fetch = function () {
    return ask.apply(this, arguments).then(function (answer) {
      if (answer.status === 401) { location.reload(); }
      return answer;
    });
  };

  /* the key / leads to the search box, unless somebody is typing or has turned it off */
  var OFF = "search-key-off";
  function kept(change) {
    try {
      if (change !== undefined) { localStorage.setItem(OFF, change); }
      return localStorage.getItem(OFF) === "true";
    } catch (error) { return false; }
  }
  function showKey() {
    document.querySelectorAll(".key-switch").forEach(function (one) {
      one.setAttribute("aria-pressed", String(kept()));
    });
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest(".key-switch")) { return; }
    kept(String(!kept()));
    showKey();
  });
  document.addEventListener("keydown", function (event) {
    var box = document.getElementById("q"), typing = "input,textarea,select,[contenteditable]";
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || kept() || !box ||
        (event.target.closest && event.target.closest(typing))) { return; }
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* quick exit: another page takes this one's place in the history; Escape three times as well */
  function leave(address) { location.replace(address); }
  var escapes = [];
  document.addEventListener("keydown", function (event) {
    if (!event.isTrusted) { return; }
    if (event.key !== "Escape") { escapes = []; return; }
    escapes = escapes.concat(event.timeStamp).slice(-3);
    var exit = document.querySelector("a.leave");
    if (exit && escapes.length === 3 && event.timeStamp - escapes[0] < 2000) { leave(exit.href); }
  });
}());
